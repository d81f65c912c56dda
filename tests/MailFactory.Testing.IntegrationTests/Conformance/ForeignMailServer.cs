using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>A mail server of another make than ours, in a root file system of its own.</summary>
internal sealed class ForeignMailServer : IAsyncDisposable
{
    private readonly RootFs _rootFs;

    private ForeignMailServer(RootFs rootFs, MailConfiguration configuration, string authorityPem) =>
        (_rootFs, Configuration, AuthorityPem) = (rootFs, configuration, authorityPem);

    /// <summary>Its address.</summary>
    public string Address => _rootFs.Address;

    /// <summary>Host name, domain and accounts.</summary>
    public MailConfiguration Configuration { get; }

    /// <summary>The certificate authority.</summary>
    public string AuthorityPem { get; }

    /// <summary>What to type on the host for a shell beside it.</summary>
    public string EnterCommand => _rootFs.EnterCommand;

    /// <summary>Starts OpenSMTPD in front of Dovecot.</summary>
    public static Task<ForeignMailServer> OpenSmtpdAsync(CancellationToken cancellationToken) =>
        StartAsync(RootFsImage.OpenSmtpd, "opensmtpd.sh", cancellationToken);

    /// <summary>Starts Exim in front of Cyrus.</summary>
    public static Task<ForeignMailServer> EximCyrusAsync(CancellationToken cancellationToken) =>
        StartAsync(RootFsImage.EximCyrus, "exim-cyrus.sh", cancellationToken);

    public ValueTask DisposeAsync() => _rootFs.DisposeAsync();

    private static async Task<ForeignMailServer> StartAsync(string image, string setup, CancellationToken cancellationToken)
    {
        var passwords = new GeneratedPasswords();
        var configuration = new MailConfiguration
        {
            Hostname = "mail.other.example",
            Domains = ["other.example"],
            Accounts =
            [
                .. new[] { "postmaster", "anna", "berta", "clara" }.Select(name => new MailAccount
                {
                    Address = $"{name}@other.example",
                    Password = passwords.Of($"{GeneratedPasswords.Prefix}{name}"),
                    IsPostmaster = name == "postmaster",
                }),
            ],
        };
        var certificate = CertificateIssuer.Issue(configuration.Hostname, TimeProvider.System.GetUtcNow());
        var rootFs = await RootFs.StartAsync(image, cancellationToken);
        try
        {
            await RunAsync(rootFs, "cat >/etc/ssl/mail.crt", certificate.CertificatePem, cancellationToken);
            await RunAsync(rootFs, "cat >/etc/ssl/mail.key", certificate.KeyPem!, cancellationToken);
            var script = await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, "Fixtures", "RootFs", setup),
                cancellationToken
            );
            await RunAsync(rootFs, "cat >/root/setup.sh", script, cancellationToken);
            var accounts = configuration.Accounts.Select(account => $"{account.Address} {account.Password}\n");
            await RunAsync(
                rootFs,
                $"sh /root/setup.sh {configuration.Hostname} {configuration.Domains[0]}",
                string.Concat(accounts),
                cancellationToken
            );
            return new ForeignMailServer(rootFs, configuration, certificate.AuthorityPem);
        }
        catch
        {
            await rootFs.DisposeAsync();
            throw;
        }
    }

    private static async Task RunAsync(RootFs rootFs, string command, string input, CancellationToken cancellationToken) =>
        (await rootFs.RunAsync(command, input, TimeSpan.FromMinutes(2), cancellationToken)).EnsureSuccess();
}
