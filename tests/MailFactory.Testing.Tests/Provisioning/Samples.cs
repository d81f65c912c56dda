using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Provisioning;

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

    public static IReadOnlyDictionary<string, string> Bundle() =>
        ProvisionBundle.Files(Configuration, new ProvisionOptions(), new ServerCertificate("ca\n", "server\n", "key\n"));
}
