using System.Text;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Alice and Bob keep their mail; sales goes to both, chain to sales.</summary>
internal static class TestAccounts
{
    public static MailConfiguration Configuration { get; } =
        new()
        {
            Hostname = ScriptedMailServer.Host,
            Domains = ["dev.local"],
            MessageSizeLimit = 102_400,
            Accounts =
            [
                new MailAccount
                {
                    Address = "postmaster@dev.local",
                    Password = "pass-p",
                    IsPostmaster = true,
                },
                new MailAccount { Address = "alice@dev.local", Password = "pass-a" },
                new MailAccount { Address = "bob@dev.local", Password = "pass-b" },
                new MailAccount
                {
                    Address = "sales@dev.local",
                    Password = "pass-s",
                    ForwardsTo = ["alice@dev.local", "bob@dev.local"],
                },
                new MailAccount
                {
                    Address = "chain@dev.local",
                    Password = "pass-c",
                    ForwardsTo = ["sales@dev.local", "chain@dev.local"],
                },
            ],
        };

    public static string AliceLogin { get; } = Convert.ToBase64String(Encoding.ASCII.GetBytes("\0alice@dev.local\0pass-a"));
}
