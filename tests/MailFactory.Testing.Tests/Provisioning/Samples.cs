using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Provisioning;

/// <summary>A small mail server for tests of what is written for it.</summary>
internal static class Samples
{
    public static MailConfiguration Configuration { get; } =
        new()
        {
            Hostname = "mail.dev.local",
            Domains = ["dev.local", "test.local"],
            Accounts =
            [
                new MailAccount
                {
                    Address = "postmaster@dev.local",
                    Password = "Secret123",
                    IsPostmaster = true,
                },
                new MailAccount { Address = "alice@dev.local", Password = "Secret456" },
                new MailAccount
                {
                    Address = "team@dev.local",
                    Password = "Secret789",
                    ForwardsTo = ["alice@dev.local", "postmaster@dev.local"],
                },
            ],
            MessageSizeLimit = 1_000_000,
        };

    public static IReadOnlyDictionary<string, string> Bundle(params IReadOnlyList<MailPart> parts) =>
        ProvisionBundle.Files(Configuration, new ProvisionOptions { Parts = parts }, new ServerCertificate("ca\n", "server\n", "key\n"));

    /// <summary>Writes the bundle into a folder and returns the scripts.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string folder,
        CancellationToken cancellationToken,
        params IReadOnlyList<MailPart> parts
    )
    {
        var files = Bundle(parts);
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
        }

        return [.. files.Keys.Where(name => name.EndsWith(".sh", StringComparison.Ordinal))];
    }
}
