using System.Security.Cryptography;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Servers that are not as ours and that the standards allow: no check fails for it.</summary>
public sealed class ConformingServerTests
{
    private static readonly IReadOnlyList<(string Check, string Name, MailService Service, Func<Script, Script> Change)> _all =
    [
        ("SMTP-02", "SCRAM in clear text", MailService.Smtp, script => script.With("EHLO", "250-me\n250-STARTTLS\n250 AUTH SCRAM-SHA-256")),
        ("SMTP-04", "SCRAM in clear text", MailService.Submission, OffersScram),
        ("SMTP-10", "refused and closed", MailService.Smtp, script => script.With("<message>", "550 5.5.2 bare line feed\n421 4.7.0 bye")),
        ("SMTP-10", "greylisting", MailService.Smtp, script => script with { PutsOff = 1 }),
        ("SMTP-12", "greylisting", MailService.Smtp, script => script with { PutsOff = 3 }),
        ("POL-03", "greylisting", MailService.Smtp, script => script with { PutsOff = 1 }),
        ("TLS-03", "a certificate of P-521", MailService.Imaps, script => script),
        ("SEC-01", "words that vary", MailService.Submission, script => script.With("AUTH PLAIN", "535 5.7.8 failed as {random}")),
    ];

    public static TheoryData<string, string> Servers => [.. _all.Select(server => (server.Check, server.Name))];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Servers))]
    public async Task Pass(string check, string name)
    {
        var (_, _, service, change) = _all.Single(server => server.Check == check && server.Name == name);
        var authority = new TestAuthority();
        using var certificate = authority.Issue(
            ScriptedMailServer.Host,
            [ScriptedMailServer.Host],
            curve: check == "TLS-03" ? ECCurve.NamedCurves.nistP521 : null
        );
        await using var server = new ScriptedMailServer(
            (other, script) => other == service ? change(script with { Certificate = certificate }) : script,
            authority
        );
        var context = server.Context with { Target = server.Context.Target with { Profile = ServerProfile.Any } };
        var result = await ScriptedMailServer.AskAsync(check, context, TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == Verdict.Passed, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("554 5.7.1 Relay access denied", Verdict.Passed)]
    [InlineData("250 2.0.0 queued", Verdict.Failed)]
    public async Task Somebodys_server_may_refuse_to_relay_as_late_as_after_the_message(string answer, Verdict verdict)
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With("RCPT", "250 ok").With("<message>", answer) : script
        );
        var target = server.Context.Target with { Profile = ServerProfile.Any, Guard = new MailGuard(["alice@dev.local"], 1000) };
        var result = await ScriptedMailServer.AskAsync(
            "REL-01",
            server.Context with
            {
                Target = target,
            },
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}");
    }

    private static Script OffersScram(Script script) =>
        script with
        {
            Clear =
            [
                new("EHLO", "250-me\n250-STARTTLS\n250 AUTH SCRAM-SHA-256"),
                new("AUTH PLAIN|AUTH LOGIN", "504 5.5.4 not before TLS"),
                .. script.Clear,
            ],
        };
}
