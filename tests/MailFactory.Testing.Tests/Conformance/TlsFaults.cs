using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Faults of encryption: certificates, versions, ciphers, and what comes before them.</summary>
internal static class TlsFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
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
        new(
            "TLS-11",
            "a transaction goes on inside TLS",
            MailService.Smtp,
            script => script with { RemembersAcrossTls = true },
            "smtp/25 remembers inside TLS the MAIL of clear text: RCPT gets the reply: 250"
        ),
        new("TLS-03", "old TLS, implicit", MailService.Imaps, script => script with { TakesAnyTls = true }, "imaps/993 accepts TLS 1.0"),
        new("TLS-03", "old TLS by STARTTLS", MailService.Smtp, script => script with { TakesAnyTls = true }, "smtp/25 accepts TLS 1.1"),
        new("TLS-03", "no TLS at all", MailService.Pop3, script => script.With("STLS", "-ERR"), "STLS got the reply"),
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
