using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>A provisioned mail server in a root file system, reachable on the registered ports of its address.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly RootFs _rootFs;

    private MailServer(RootFs rootFs, MailConfiguration configuration, ProvisionResult result) =>
        (_rootFs, Configuration, Result) = (rootFs, configuration, result);

    /// <summary>The server's address; the host's own address towards it is another one.</summary>
    public string Address => _rootFs.Address;

    /// <summary>Runs commands beside the server, as root.</summary>
    public IGuestCommands Guest => _rootFs;

    /// <summary>What to type on the host for a shell beside the server.</summary>
    public string EnterCommand => _rootFs.EnterCommand;

    /// <summary>Host name, domains and accounts.</summary>
    public MailConfiguration Configuration { get; }

    /// <summary>What the first provisioning did.</summary>
    public ProvisionResult Result { get; }

    /// <summary>
    /// Starts and provisions a server of a Debian release, such as <c>trixie</c>; a command may change the system before, to be like
    /// that of another distro.
    /// </summary>
    public static async Task<MailServer> StartAsync(
        string suite,
        CancellationToken cancellationToken,
        string before = "true",
        params IReadOnlyList<MailPart> parts
    )
    {
        var configuration = await FactoryConfigurationReader.ReadAsync(
            Repository.PathOf("Examples", "Debian_13.json"),
            new GeneratedPasswords(),
            cancellationToken
        );
        var rootFs = await RootFs.StartAsync(suite, cancellationToken);
        try
        {
            (await rootFs.RunAsync(before, null, TimeSpan.FromMinutes(1), cancellationToken)).EnsureSuccess();
            var result = await PackagesProvisioner.ProvisionAsync(
                rootFs,
                configuration,
                new ProvisionOptions { Parts = parts },
                progress: null,
                cancellationToken
            );
            return new MailServer(rootFs, configuration, result);
        }
        catch
        {
            await rootFs.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _rootFs.DisposeAsync();
}
