using MailFactory.Testing.IntegrationTests.Fixtures;

[assembly: AssemblyFixture(typeof(MailServerFixture))]

namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>
/// One real mail server for all tests: Debian 13's Postfix and Dovecot in a root file system of their own, provisioned as a
/// machine would be. It starts when the first test asks for it.
/// </summary>
public sealed class MailServerFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private MailServer? _server;

    /// <summary>The running server; skips the test, naming what is missing, where the host cannot run one.</summary>
    internal async Task<MailServer> ServerAsync(CancellationToken cancellationToken)
    {
        RootFs.Require();
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _server ??= await MailServer.StartAsync("trixie", cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _starting.Dispose();
    }
}
