using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>One way in which a server can be bad, and how the check that looks for it must answer.</summary>
internal sealed record Fault(
    string Check,
    string Name,
    MailService Service,
    Func<Script, Script> Change,
    string Says,
    Verdict Verdict = Verdict.Failed
)
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new(
            "DLV-06",
            "SMTPUTF8 offered and refused",
            MailService.Smtp,
            script => script.With("EHLO", "250-me\n250-8BITMIME\n250 SMTPUTF8").With("MAIL FROM:.*SMTPUTF8", "550 5.6.7 not here"),
            "was answered: 550 5.6.7 not here"
        ),
        new(
            "DLV-06",
            "SMTPUTF8 offered and refused after the message",
            MailService.Smtp,
            script => script.With("EHLO", "250-me\n250-8BITMIME\n250 SMTPUTF8").With("<message>", "554 5.6.7 not here"),
            "SMTPUTF8 is offered, but such a message is answered: 554"
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
            "offers AUTH in clear text"
        ),
        new(
            "SMTP-02",
            "AUTH in TLS",
            MailService.Smtp,
            script => script with { Secure = [new("EHLO", "250-me\n250 AUTH PLAIN")] },
            "offers AUTH inside TLS"
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
            "offers AUTH before TLS"
        ),
        new(
            "SMTP-04",
            "AUTH looked at in clear",
            MailService.Submission,
            script => script with { Clear = [new("AUTH", "535 5.7.8 wrong"), .. script.Clear] },
            "submission/587: AUTH PLAIN before TLS is answered: 535"
        ),
        new(
            "SMTP-04",
            "mail taken in clear",
            MailService.Submission,
            script => script with { Clear = [new("MAIL|RCPT", "250 ok"), .. script.Clear] },
            "submission/587: a mail without TLS and login is answered: 250"
        ),
        new(
            "SMTP-04",
            "AUTH LOGIN asked for in clear",
            MailService.Smtp,
            script => script with { Clear = [new("AUTH LOGIN", "334 VXNlcm5hbWU6"), .. script.Clear] },
            "smtp/25: AUTH LOGIN before TLS is answered: 334"
        ),
        new(
            "SMTP-04",
            "AUTH on 25",
            MailService.Smtp,
            script => script.With("AUTH", "235 welcome"),
            "smtp/25: AUTH PLAIN before TLS is answered: 235"
        ),
        new(
            "SEC-01",
            "users told by SMTP's words",
            MailService.Submission,
            script => script.With("AUTH PLAIN AG5v", "535 5.7.8 no such user"),
            "and an unknown user (535 5.7.8 no such user) are told apart by the words"
        ),
        new(
            "SEC-01",
            "users told by IMAP's words",
            MailService.Imaps,
            script => script.With("LOGIN no-such", "{tag} NO [AUTHENTICATIONFAILED] who?"),
            "imaps/993: a wrong password"
        ),
        new(
            "SEC-01",
            "users told by POP3's words",
            MailService.Pop3s,
            script => script.With("USER no-such", "-ERR [AUTH] who?"),
            "(-ERR [AUTH] who?) are told apart by the words"
        ),
        new(
            "SEC-01",
            "unknown users refused at once",
            MailService.Submission,
            script => script.With("AUTH PLAIN AGFsaWNl", "<wait>\n535 5.7.8 authentication failed"),
            "submission/587: a wrong password (answered after"
        ),
        new(
            "SEC-01",
            "unknown users looked for long",
            MailService.Imaps,
            script => script.With("LOGIN no-such", "<wait>\n{tag} NO [AUTHENTICATIONFAILED] no"),
            "imaps/993: a wrong password (answered after"
        ),
        new(
            "SMTP-06",
            "everybody let in",
            MailService.Submission,
            script => script.With("AUTH", "235 welcome"),
            "a wrong password is answered: 235"
        ),
        new("TLS-01", "greeting before TLS", MailService.Imaps, script => script with { ImplicitTls = false }, "imaps/993"),
        new("TLS-01", "wrong greeting", MailService.Pop3s, script => script with { Greeting = "-ERR busy" }, "-ERR busy"),
        new("TLS-02", "STARTTLS refused", MailService.Imap, script => script.With("STARTTLS", "{tag} NO"), "imap/143: STARTTLS"),
        new("TLS-02", "STLS refused", MailService.Pop3, script => script.With("STLS", "-ERR"), "pop3/110: STLS"),
        new(
            "TLS-02",
            "STARTTLS offered twice",
            MailService.Submission,
            script => script.With("EHLO", "250-me\n250 STARTTLS"),
            "still offers STARTTLS"
        ),
        new(
            "TLS-02",
            "STARTTLS not offered",
            MailService.Imap,
            script => script.With("CAPABILITY", "* CAPABILITY IMAP4rev1\n{tag} OK"),
            "imap/143 takes STARTTLS without offering it"
        ),
        new(
            "TLS-11",
            "commands behind STARTTLS obeyed, SMTP",
            MailService.Smtp,
            script => script with { CarriesOver = true },
            "smtp/25 obeys inside TLS"
        ),
        new(
            "TLS-11",
            "commands behind STARTTLS obeyed, submission",
            MailService.Submission,
            script => script with { CarriesOver = true },
            "submission/587 obeys inside TLS"
        ),
        new(
            "TLS-11",
            "commands behind STARTTLS obeyed, IMAP",
            MailService.Imap,
            script => script with { CarriesOver = true, Secure = [new("NOOP", "{tag} OK"), .. script.Secure] },
            "imap/143 obeys inside TLS"
        ),
        new(
            "TLS-11",
            "commands behind STLS obeyed, POP3",
            MailService.Pop3,
            script => script with { CarriesOver = true },
            "pop3/110 obeys inside TLS"
        ),
        new("TLS-03", "old TLS, implicit", MailService.Imaps, script => script with { TakesAnyTls = true }, "imaps/993 accepts TLS 1.0"),
        new("TLS-03", "old TLS by STARTTLS", MailService.Smtp, script => script with { TakesAnyTls = true }, "smtp/25 accepts TLS 1.1"),
        new("TLS-03", "no TLS at all", MailService.Pop3, script => script.With("STLS", "-ERR"), "STLS was answered"),
        new(
            "TLS-04",
            "foreign authority",
            MailService.Submission,
            script => script with { Certificate = new TestAuthority().Issue(ScriptedMailServer.Host, [ScriptedMailServer.Host]) },
            "submission/587"
        ),
        new(
            "TLS-05",
            "other name",
            MailService.Pop3s,
            script => script with { Certificate = new TestAuthority().Issue(ScriptedMailServer.Host, ["other.dev.local"]) },
            "is not for mail.dev.local"
        ),
        new(
            "TLS-05",
            "common name only",
            MailService.Imap,
            script => script with { Certificate = new TestAuthority().Issue(ScriptedMailServer.Host, []) },
            "no subjectAltName"
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
            "without a sender is answered: 501"
        ),
        new(
            "RCP-07",
            "few recipients",
            MailService.Submission,
            script => script with { MostRecipients = 50 },
            "recipient number 51 of 100 is answered: 452"
        ),
        new(
            "POL-03",
            "limit not kept",
            MailService.Smtp,
            script => script with { SizeLimit = null },
            "announces SIZE 102400, but a larger message is answered: 250"
        ),
        new(
            "POL-03",
            "hangs up",
            MailService.Smtp,
            script => script.With("<message>", "<close>") with { SizeLimit = null },
            "is not answered, the server hangs up",
            Verdict.Warned
        ),
        new("RCP-01", "catch-all", MailService.Smtp, script => script.With("RCPT", "250 ok"), "an unknown user, is answered: 250"),
        new(
            "RCP-01",
            "everybody refused",
            MailService.Smtp,
            script => script.With("RCPT", "550 5.1.1 no"),
            "a known user, is answered: 550"
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
        new("POL-02", "limit not kept", MailService.Smtp, script => script.With("MAIL", "250 ok"), "102401 bytes is answered: 250"),
        new(
            "POL-02",
            "other limit announced",
            MailService.Smtp,
            script => script.With("EHLO", "250-me\n250 SIZE 51200000"),
            "announces SIZE 51200000"
        ),
        new(
            "IMAP-01",
            "login allowed in clear",
            MailService.Imap,
            script => script.With("CAPABILITY", "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\n{tag} OK"),
            "imap/143 does not offer LOGINDISABLED; imap/143 offers AUTH=PLAIN"
        ),
        new("IMAP-01", "wrong greeting", MailService.Imaps, script => script with { Greeting = "* BYE overloaded" }, "* BYE overloaded"),
        new(
            "IMAP-02",
            "password looked at in clear",
            MailService.Imap,
            script => script.With("LOGIN", "{tag} NO [AUTHENTICATIONFAILED] wrong"),
            "not refused for want of TLS"
        ),
        new(
            "IMAP-02",
            "refused without a reason",
            MailService.Imap,
            script => script.With("LOGIN", "{tag} BAD no"),
            "not with [PRIVACYREQUIRED]"
        ),
        new(
            "IMAP-02",
            "AUTHENTICATE asks in clear",
            MailService.Imap,
            script => script.With("AUTHENTICATE PLAIN", "+ ").With("AG5v", "a1 NO [AUTHENTICATIONFAILED] wrong"),
            "AUTHENTICATE PLAIN without TLS is answered with a request for the password"
        ),
        new(
            "IMAP-03",
            "any password taken",
            MailService.Imaps,
            script => script.With("LOGIN", "{tag} OK in"),
            "LOGIN with a wrong password is answered: OK"
        ),
        new(
            "IMAP-03",
            "no response code",
            MailService.Imaps,
            script => script.With("[A-Za-z0-9+/]+=*$", "a1 NO sorry"),
            "AUTHENTICATE with a wrong password is refused without [AUTHENTICATIONFAILED]: NO sorry"
        ),
        new(
            "IMAP-04",
            "no IDLE",
            MailService.Imaps,
            script =>
                script.With("CAPABILITY", "* CAPABILITY IMAP4rev1 MOVE UIDPLUS NAMESPACE SPECIAL-USE QUOTA CONDSTORE ESEARCH\n{tag} OK"),
            "not offered after login: IDLE"
        ),
        new(
            "IMAP-04",
            "right password refused",
            MailService.Imaps,
            script => script.With(TestAccounts.AliceLogin, "a1 NO sorry"),
            "a right password is answered"
        ),
        new(
            "POP-03",
            "password looked at in clear",
            MailService.Pop3,
            script => script with { Clear = [new("USER", "+OK"), new("PASS", "-ERR [AUTH] Authentication failed.")] },
            "a login without TLS gets as far as the password"
        ),
        new(
            "POP-03",
            "AUTH asks in clear",
            MailService.Pop3,
            script => script.With("AUTH PLAIN", "+ "),
            "AUTH PLAIN without TLS is answered: +"
        ),
        new("POP-03", "any password taken", MailService.Pop3s, script => script.With("PASS", "+OK welcome"), "a wrong password inside TLS"),
        new("SMTP-08", "HELO unknown", MailService.Smtp, script => script.With("HELO", "502 use EHLO"), "HELO is answered: 502"),
        new(
            "SMTP-08",
            "MAIL before HELO",
            MailService.Smtp,
            script => script with { KeepsOrder = false },
            "MAIL before HELO is answered: 250"
        ),
        new(
            "SMTP-08",
            "RSET before HELO refused",
            MailService.Smtp,
            script => script.With("RSET", "503 5.5.1 not at this point"),
            "RSET before HELO is answered: 503"
        ),
        new(
            "SMTP-08",
            "unknown command taken",
            MailService.Smtp,
            script => script.With("FOO", "250 sure"),
            "an unknown command is answered: 250"
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
            "VRFY of an unknown user is answered: 250"
        ),
        new("SMTP-10", "bare line feeds", MailService.Smtp, script => script with { TakesBareLineFeeds = true }, "LF . LF ends a message"),
        new("TLS-08", "a cipher that is no cipher", MailService.Imaps, script => script with { TakesAnyTls = true }, "imaps/993 takes"),
        new(
            "TLS-09",
            "another certificate on one port",
            MailService.Pop3s,
            script => script with { Certificate = new TestAuthority().Issue(ScriptedMailServer.Host, [ScriptedMailServer.Host]) },
            "the certificates differ"
        ),
    ];
}
