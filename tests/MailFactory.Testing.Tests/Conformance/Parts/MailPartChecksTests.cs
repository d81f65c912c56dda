using MailFactory.Testing.Conformance;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Conformance.Parts;

/// <summary>The checks of optional parts against a server by script: a good one passes, and each fault is found.</summary>
public sealed class MailPartChecksTests
{
    private const string Gtube = "554 5.7.1 Gtube pattern";
    private const string Virus = "550 5.7.1 Virus found: Eicar-Test";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Checks =>
        ["SIV-01", "SIV-02", "SIV-04", "SPM-01", "VIR-01", "VIR-02", "VIR-03", "DKM-01", "QTA-01", "QTA-02"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Checks))]
    public async Task A_part_that_was_not_asked_for_is_not_tested(string check)
    {
        await using var server = new ScriptedMailServer();
        var result = await ScriptedMailServer.AskAsync(check, server.Context, Cancelled);
        Assert.Equal(Verdict.NotApplicable, result.Verdict);
        Assert.Contains("was not asked for (--parts ", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_part_that_the_distro_does_not_offer_is_not_tested_and_the_reason_told()
    {
        await using var server = new ScriptedMailServer();
        var parts = new MailParts { NotOffered = new Dictionary<MailPart, string> { [MailPart.Spam] = "no repository has it" } };
        var result = await ScriptedMailServer.AskAsync("SPM-01", With(server.Context, parts), Cancelled);
        Assert.Equal(Verdict.NotApplicable, result.Verdict);
        Assert.Equal("spam is not offered by this distro: no repository has it", result.Summary);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("SPM-01", "<message>.*GTUBE", Gtube, Verdict.Passed, "is refused on 25 with \"554 5.7.1 Gtube pattern\" and on 587")]
    [InlineData("SPM-01", "<message>.*GTUBE", "250 ok", Verdict.Failed, "spam (GTUBE) got the reply: 250 ok")]
    [InlineData("SPM-01", "<message>", Gtube, Verdict.Failed, "smtp/25 and submission/587: a harmless message got the reply: 554")]
    [InlineData("VIR-01", "<message>.*WDVPIVAlQEFQ", Virus, Verdict.Passed, "a virus (EICAR) is refused on 25")]
    [InlineData("VIR-01", "<message>.*WDVPIVAlQEFQ", "250 ok", Verdict.Failed, "a virus (EICAR) got the reply: 250 ok")]
    [InlineData("VIR-01", "<message>", Virus, Verdict.Failed, "a harmless message got the reply: 550")]
    [InlineData(
        "VIR-02",
        "<message>.*VIR-02 virus",
        Virus,
        Verdict.Passed,
        "a virus (EICAR) in a zip archive within another is refused on 25"
    )]
    [InlineData("VIR-02", "<message>.*VIR-02 virus", "250 ok", Verdict.Warned, "a virus (EICAR) in a zip archive got the reply: 250 ok")]
    [InlineData("VIR-02", "<message>", Virus, Verdict.Warned, "a harmless message got the reply: 550")]
    public async Task A_scanner_refuses_what_is_harmful_and_nothing_else(
        string check,
        string pattern,
        string reply,
        Verdict verdict,
        string says
    )
    {
        await using var server = new ScriptedMailServer((_, script) => script.With(pattern, reply));
        await AskAsync(check, With(server.Context, All), verdict, says);
    }

    [Fact(Timeout = 60_000)]
    public async Task ManageSieve_that_wants_TLS_and_a_login_passes()
    {
        await using var server = new ScriptedMailServer();
        await AskAsync("SIV-02", With(server.Context, All), Verdict.Passed, "4190 refuses a right password in clear text");
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false, Verdict.Passed, "25, 587, 143, 110 and 4190 forget")]
    [InlineData(true, Verdict.Failed, "managesieve/4190 obeys inside TLS what was sent in clear text behind STARTTLS: NO")]
    public async Task Commands_behind_STARTTLS_are_not_obeyed_by_ManageSieve_either(bool carries, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer(
            (service, script) =>
                service == MailService.ManageSieve
                    ? script with
                    {
                        CarriesOver = carries,
                        Secure = [new("LOGOUT", "OK \"bye\"\n<close>"), .. script.Secure],
                    }
                    : script
        );
        await AskAsync("TLS-11", With(server.Context, All), verdict, says);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("SIV-02", "AUTHENTICATE", "OK", "a password in clear text is taken: OK")]
    [InlineData("SIV-02", "AUTHENTICATE", "NO \"bad\"", "a right password inside TLS gets the reply: NO")]
    [InlineData("SIV-02", "LISTSCRIPTS", "\"secret\"\nOK", "scripts are told without a login: OK")]
    [InlineData("SIV-02", "HAVESPACE", "NO", "there is no room for a small script after a login")]
    [InlineData("SIV-02", "STARTTLS", "NO \"none\"", "\"STARTTLS\" should have been accepted but got the reply: NO")]
    [InlineData("SIV-01", "PUTSCRIPT", "OK", "a script that is no Sieve was taken: OK")]
    [InlineData("SIV-01", "AUTHENTICATE", "NO {5}\nthree", "a right password inside TLS got the reply: NO three")]
    public async Task Faults_of_ManageSieve_are_found(string check, string pattern, string reply, string says)
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.ManageSieve ? script.With(pattern, reply) : script
        );
        await AskAsync(check, With(server.Context, All), Verdict.Failed, says);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_domain_without_a_key_is_found_out()
    {
        await using var server = new ScriptedMailServer();
        var context = With(server.Context, All) with { Guest = new ScriptedGuest(("openssl pkey", 1, string.Empty)) };
        await AskAsync("DKM-01", context, Verdict.Failed, "no DKIM key of dev.local");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_mailbox_that_is_said_to_be_full_and_is_not_is_found_out()
    {
        await using var server = new ScriptedMailServer((_, script) => script.With("RCPT", "552 5.2.2 Mailbox is full"));
        await AskAsync("QTA-02", With(server.Context, All), Verdict.Failed, "a mailbox that is not full answers: 552 5.2.2");
    }

    private static MailParts All { get; } = new() { Present = Enum.GetValues<MailPart>() };

    private static CheckContext With(CheckContext context, MailParts parts) =>
        context with
        {
            Target = context.Target with { Profile = context.Target.Profile.With(parts) },
        };

    private static async Task AskAsync(string check, CheckContext context, Verdict verdict, string says)
    {
        var result = await ScriptedMailServer.AskAsync(check, context with { TimeoutScale = 0.05 }, Cancelled);
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }
}
