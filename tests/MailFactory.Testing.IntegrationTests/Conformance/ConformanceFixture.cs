using MailFactory.Testing.IntegrationTests.Fixtures;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>A mail server for the conformance tests alone, as they break it; their classes run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ConformanceFixture : ICollectionFixture<ConformanceFixture>, IAsyncDisposable
{
    public const string Name = "a mail server that is broken and mended";

    private MailServer? _server;

    /// <summary>The running server; skips the test, naming what is missing, where the host cannot run one.</summary>
    internal async Task<MailServer> ServerAsync(CancellationToken cancellationToken)
    {
        RootFs.Require();
        if (_server is null)
        {
            _server = await MailServer.StartAsync("trixie", cancellationToken);

            // A mailbox comes into being with the first login, and is then there to be broken.
            await _server.AskAsync("IMAP-05", cancellationToken);
        }

        return _server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
