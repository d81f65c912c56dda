using System.Text;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Parts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Tests.Conformance.Parts;

/// <summary>What a copy of a message from outside may not claim in the server's name.</summary>
public sealed class OwnClaimsTests
{
    private const string Server = "mail.dev.local";

    [Theory(Timeout = 60_000)]
    [InlineData(true, "DKIM-Signature: v=1; d=example.org; s=x; h=from; b=AA==\r\n", Verdict.Passed, "good")]
    [InlineData(true, "DKIM-Signature: v=1; d=DEV.local; s=x; h=from; b=AA==\r\n", Verdict.Failed, "bears a DKIM signature of dev.local")]
    [InlineData(true, "Authentication-Results: mail.dev.local; dkim=none\r\n", Verdict.Passed, "good")]
    [InlineData(true, "<forged>", Verdict.Failed, "2 forged Authentication-Results in the name of mail.dev.local are kept")]
    [InlineData(false, "<forged>", Verdict.Passed, "no standard asks for it, but: 2 forged Authentication-Results")]
    [InlineData(false, "<forged>Authentication-Results: mail.dev.local; dkim=none\r\n", Verdict.Failed, "2 forged Authentication-Results")]
    public async Task Only_the_server_itself_speaks_in_its_name(bool isOurs, string header, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer();
        var profile = isOurs ? ServerProfile.Packages : ServerProfile.Any;
        var problems = new Problems(server.Context with { Target = server.Context.Target with { Profile = profile } });
        var forged = header.Contains("<forged>", StringComparison.Ordinal);
        var text = header.Replace("<forged>", string.Empty, StringComparison.Ordinal) + "Subject: claims\r\n\r\ntext\r\n";
        var copy = MimeMessage.Load(new MemoryStream(Encoding.ASCII.GetBytes(text)), TestContext.Current.CancellationToken);
        if (forged)
        {
            OwnClaims.Forge(copy, Server);
        }

        OwnClaims.Judge(copy, Server, ["dev.local", "test.local"], problems);
        var finding = problems.Finding("good");
        Assert.True(finding.Verdict == verdict, finding.Summary);
        Assert.Contains(says, finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_virus_in_an_archive_does_not_show_from_outside()
    {
        var virus = TestVirus.File(harmful: true);
        var archive = TestVirus.Zip("eicar.com", virus);
        Assert.Equal(68, virus.Length);
        Assert.Equal("PK"u8.ToArray(), archive[..2]);
        Assert.NotEqual(archive, TestVirus.Zip("eicar.com", TestVirus.File(harmful: false)));
    }
}
