using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Faults of a server that takes mail: what it says, what it takes, and for whom.</summary>
internal static class SmtpFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new(
            "DLV-06",
            "SMTPUTF8 offered and refused",
            MailService.Smtp,
            script => script.With("EHLO", "250-me\n250-8BITMIME\n250 SMTPUTF8").With("MAIL FROM:.*SMTPUTF8", "550 5.6.7 not here"),
            "got the reply: 550 5.6.7 not here"
        ),
        new(
            "DLV-06",
            "SMTPUTF8 offered and refused after the message",
            MailService.Smtp,
            script => script.With("EHLO", "250-me\n250-8BITMIME\n250 SMTPUTF8").With("<message>", "554 5.6.7 not here"),
            "SMTPUTF8 is offered, but such a message gets the reply: 554"
        ),
        new("SMTP-01", "wrong host name", MailService.Smtp, script => script with { Greeting = "220 localhost ESMTP" }, "instead of"),
        new("SMTP-01", "refusing greeting", MailService.Submission, script => script with { Greeting = "554 go away" }, "554 go away"),
        new(
            "SMTP-01",
            "version number",
            MailService.Submissions,
            script => script with { Greeting = $"220 {ScriptedMailServer.Host} ESMTP Postfix 3.10.2" },
            "tells its version",
            Verdict.Warned
        ),
        new("SMTP-02", "no STARTTLS", MailService.Smtp, script => script.With("EHLO", "250-me\n250 PIPELINING"), "does not offer STARTTLS"),
        new(
            "SMTP-02",
            "AUTH in clear",
            MailService.Smtp,
            script => script with { Clear = [new("EHLO", "250-me\n250 AUTH PLAIN"), .. script.Clear] },
            "offers AUTH PLAIN before TLS"
        ),
        new(
            "SMTP-02",
            "AUTH in TLS",
            MailService.Smtp,
            script => script with { Secure = [new("EHLO", "250-me\n250 AUTH PLAIN")] },
            "offers AUTH inside TLS"
        ),
        new(
            "SMTP-02",
            "XCLIENT for everybody",
            MailService.Smtp,
            script => script.With("EHLO", "250-me\n250-STARTTLS\n250 XCLIENT NAME ADDR"),
            "smtp/25 offers XCLIENT to strangers"
        ),
        new(
            "SMTP-03",
            "no AUTH",
            MailService.Submission,
            script => script with { Secure = [new("EHLO", "250-me\n250 SIZE")] },
            "does not offer AUTH PLAIN"
        ),
        new(
            "SMTP-03",
            "second STARTTLS",
            MailService.Submissions,
            script => script.With("EHLO", "250-me\n250-AUTH PLAIN\n250 STARTTLS"),
            "offers STARTTLS inside TLS"
        ),
        new(
            "SMTP-04",
            "AUTH offered in clear",
            MailService.Submission,
            script => script with { Clear = [new("EHLO", "250-me\n250 AUTH PLAIN"), .. script.Clear] },
            "offers AUTH PLAIN before TLS"
        ),
        new(
            "SMTP-04",
            "AUTH looked at in clear",
            MailService.Submission,
            script => script with { Clear = [new("AUTH", "535 5.7.8 wrong"), .. script.Clear] },
            "submission/587: AUTH PLAIN before TLS gets the reply: 535"
        ),
        new(
            "SMTP-04",
            "mail taken in clear",
            MailService.Submission,
            script => script with { Clear = [new("MAIL|RCPT", "250 ok"), .. script.Clear] },
            "submission/587: a mail without TLS and login gets the reply: 250"
        ),
        new(
            "SMTP-04",
            "AUTH LOGIN asked for in clear",
            MailService.Smtp,
            script => script with { Clear = [new("AUTH LOGIN", "334 VXNlcm5hbWU6"), .. script.Clear] },
            "smtp/25: AUTH LOGIN before TLS gets the reply: 334"
        ),
        new(
            "SMTP-04",
            "AUTH on 25",
            MailService.Smtp,
            script => script.With("AUTH", "235 welcome"),
            "smtp/25: AUTH PLAIN before TLS gets the reply: 235"
        ),
        new(
            "SMTP-06",
            "everybody let in",
            MailService.Submission,
            script => script.With("AUTH", "235 welcome"),
            "a wrong password gets the reply: 235"
        ),
        new(
            "REL-01",
            "open relay",
            MailService.Smtp,
            script => script.With("RCPT TO:<victim@example.net>", "250 ok"),
            "smtp/25: MAIL FROM:<stranger@example.com> RCPT TO:<victim@example.net> and a message are accepted"
        ),
        new(
            "REL-01",
            "open relay inside TLS only",
            MailService.Smtp,
            script => script with { Secure = [new("RCPT TO:<victim@example.net>", "250 ok"), .. script.Secure] },
            "smtp/25 inside TLS: MAIL FROM"
        ),
        new(
            "REL-01",
            "open relay on 587",
            MailService.Submission,
            script => script with { Secure = [new("RCPT TO:<victim@example.net>", "250 ok"), .. script.Secure] },
            "submission/587 inside TLS: MAIL FROM"
        ),
        new(
            "REL-01",
            "open relay on 465",
            MailService.Submissions,
            script => script.With("RCPT TO:<victim@example.net>", "250 ok"),
            "submissions/465 inside TLS: MAIL FROM"
        ),
        new("REL-01", "percent hack", MailService.Smtp, script => script.With("RCPT TO:<victim%", "250 ok"), "victim%"),
        new("REL-01", "source route", MailService.Smtp, script => script.With("RCPT TO:<@dev", "250 ok"), "@dev.local:victim"),
        new(
            "REL-01",
            "subdomains",
            MailService.Smtp,
            script => script.With("RCPT TO:<victim@sub.dev.local>", "250 ok"),
            "victim@sub.dev.local"
        ),
        new(
            "RCP-03",
            "no sender refused",
            MailService.Smtp,
            script => script.With("MAIL FROM:<>", "501 5.1.7 who are you"),
            "without a sender gets the reply: 501"
        ),
        new(
            "RCP-07",
            "few recipients",
            MailService.Submission,
            script => script with { MostRecipients = 50 },
            "recipient number 51 of 100 gets the reply: 452"
        ),
        new(
            "POL-03",
            "limit not kept",
            MailService.Smtp,
            script => script with { SizeLimit = null },
            "announces SIZE 102400, but a larger message gets the reply: 250"
        ),
        new(
            "POL-03",
            "hangs up",
            MailService.Smtp,
            script => script.With("<message>", "<close>") with { SizeLimit = null },
            "is not answered, the server hangs up",
            Verdict.Warned
        ),
        new("RCP-01", "catch-all", MailService.Smtp, script => script.With("RCPT", "250 ok"), "an unknown user, gets the reply: 250"),
        new(
            "RCP-01",
            "everybody refused",
            MailService.Smtp,
            script => script.With("RCPT", "550 5.1.1 no"),
            "a known user, gets the reply: 550"
        ),
        new(
            "POL-01",
            "forgery taken",
            MailService.Submission,
            script => script.With("MAIL FROM:<bob", "250 ok"),
            "with the login of alice"
        ),
        new(
            "POL-01",
            "forgery taken on 465",
            MailService.Submissions,
            script => script.With("MAIL FROM:<bob", "250 ok"),
            "submissions/465: sending as bob@dev.local"
        ),
        new(
            "POL-01",
            "own sender refused",
            MailService.Submission,
            script => script.With("MAIL FROM:<alice", "553 no"),
            "sending as oneself"
        ),
        new("POL-02", "limit not kept", MailService.Smtp, script => script.With("MAIL", "250 ok"), "102401 bytes gets the reply: 250"),
        new(
            "POL-02",
            "other limit announced",
            MailService.Smtp,
            script => script.With("EHLO", "250-me\n250 SIZE 51200000"),
            "announces SIZE 51200000"
        ),
        new("SMTP-08", "HELO unknown", MailService.Smtp, script => script.With("HELO", "502 use EHLO"), "HELO gets the reply: 502"),
        new(
            "SMTP-08",
            "MAIL before HELO",
            MailService.Smtp,
            script => script with { KeepsOrder = false },
            "MAIL before HELO gets the reply: 250"
        ),
        new(
            "SMTP-08",
            "RSET before HELO refused",
            MailService.Smtp,
            script => script.With("RSET", "503 5.5.1 not at this point"),
            "RSET before HELO gets the reply: 503"
        ),
        new(
            "SMTP-08",
            "unknown command taken",
            MailService.Smtp,
            script => script.With("FOO", "250 sure"),
            "an unknown command gets the reply: 250"
        ),
        new(
            "SMTP-09",
            "users told",
            MailService.Smtp,
            script => script.With("VRFY alice", "250 alice@dev.local").With("VRFY no-such", "550 5.1.1 who"),
            "VRFY tells a known user"
        ),
        new(
            "SMTP-09",
            "lists told",
            MailService.Smtp,
            script => script.With("EXPN alice", "250 alice@dev.local").With("EXPN no-such", "550 5.1.1 who"),
            "EXPN tells a known user"
        ),
        new(
            "SMTP-09",
            "everybody confirmed",
            MailService.Smtp,
            script => script.With("VRFY", "250 yes"),
            "VRFY of an unknown user gets the reply: 250"
        ),
        Smuggles(MailService.Smtp, "LF . LF", "\n.\n"),
        Smuggles(MailService.Smtp, "CR . CRLF", "\r.\r\n"),
        Smuggles(MailService.Smtp, "CR . LF", "\r.\n"),
        Smuggles(MailService.Smtp, "CRLF NUL . CRLF", "\r\n\0.\r\n"),
        Smuggles(MailService.Submission, "LF . LF", "\n.\n"),
        Smuggles(MailService.Submissions, "CRLF . LF", "\r\n.\n"),
        new(
            "SMTP-10",
            "recipients put off for ever",
            MailService.Smtp,
            script => script.With("RCPT TO:<bob", "450 4.2.0 later"),
            "smtp/25: the message is put off: 450"
        ),
        new(
            "SMTP-04",
            "a right password taken in clear",
            MailService.Submission,
            script => script with { Clear = [new($"AUTH PLAIN {TestAccounts.AliceLogin}", "235 welcome"), .. script.Clear] },
            "submission/587: a right password is taken before TLS: 235 welcome"
        ),
        new(
            "SMTP-06",
            "any password taken on 465",
            MailService.Submissions,
            script => script.With("AUTH", "235 welcome"),
            "submissions/465: a wrong password gets the reply: 235"
        ),
        new(
            "SMTP-06",
            "refused, and let in",
            MailService.Submissions,
            script => script with { LetsInWhoeverTried = true },
            "is refused (535 5.7.8 authentication failed), and the session is logged in: RCPT TO:<victim@example.net> gets the reply: 250 ok"
        ),
        new("SMTP-06", "no reply code", MailService.Submission, script => script.With("AUTH", "005 no"), "is not an SMTP reply: 005 no"),
        new(
            "REL-01",
            "relay behind an own recipient",
            MailService.Smtp,
            script => script with { RelaysBehindOwn = true },
            "RCPT TO:<alice@dev.local> RCPT TO:<victim@example.net> and a message are accepted"
        ),
        new(
            "REL-01",
            "relay to an address of the internet",
            MailService.Smtp,
            script => script.With(@"RCPT TO:<victim@\[", "250 ok"),
            "RCPT TO:<victim@[203.0.113.1]> and a message are accepted"
        ),
        new(
            "SMTP-08",
            "MAIL refused after HELO",
            MailService.Smtp,
            script => script.With("MAIL", "503 5.5.1 say EHLO"),
            "MAIL after HELO gets the reply: 503"
        ),
        new(
            "SMTP-08",
            "RSET forgets nothing",
            MailService.Smtp,
            script => script with { RemembersAcrossReset = true },
            "RSET forgets nothing"
        ),
    ];

    private static Fault Smuggles(MailService service, string name, string end) =>
        new(
            "SMTP-10",
            $"{name} on {(int)service}",
            service,
            script => script with { FalseEnds = [end] },
            $"{service.ToString().ToLowerInvariant()}/{(int)service}: {name} ends a message"
        );
}
