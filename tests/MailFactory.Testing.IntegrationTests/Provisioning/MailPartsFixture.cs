using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Provisioning;

/// <summary>A mail server of a release with all optional parts, for all tests of them.</summary>
public sealed class MailPartsFixture : IAsyncDisposable
{
    // ClamAV's own signatures are hundreds of MiB from the network; one for the test file proves the wiring.
    private const string Signature =
        "install -d -o clamav -g clamav /var/lib/clamav && echo "
        + "'Eicar-Test:0:0:58354f2150254041505b345c505a58353428505e2937434329377d2445494341522d5354414e44415244' >/var/lib/clamav/own.ndb";

    private readonly Dictionary<string, MailServer> _servers = [];

    /// <summary>The running server; skips the test, naming what is missing, where the host cannot run one.</summary>
    internal async Task<MailServer> ServerAsync(string suite, CancellationToken cancellationToken)
    {
        RootFs.Require();
        if (!_servers.TryGetValue(suite, out var server))
        {
            server = await MailServer.StartAsync($"{suite}+parts", cancellationToken, Signature, Enum.GetValues<MailPart>());
            _servers.Add(suite, server);
        }

        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }
}
