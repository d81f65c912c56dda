using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Faults of a server that gives mail out.</summary>
internal static class MailboxFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
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
            "LOGIN with a wrong password gets the reply: OK"
        ),
        new(
            "IMAP-03",
            "no response code",
            MailService.Imaps,
            script => script.With("[A-Za-z0-9+/]+=*$", "{asked} NO sorry"),
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
            script => script.With(TestAccounts.AliceLogin, "{asked} NO sorry"),
            "a right password gets the reply"
        ),
        new(
            "POP-03",
            "password looked at in clear",
            MailService.Pop3,
            script => script with { Clear = [new("USER", "+OK"), new("PASS", "-ERR [AUTH] Authentication failed."), .. script.Clear] },
            "a login without TLS gets as far as the password"
        ),
        new(
            "POP-03",
            "AUTH asks in clear",
            MailService.Pop3,
            script => script.With("AUTH PLAIN", "+ "),
            "AUTH PLAIN without TLS gets the reply: +"
        ),
        new("POP-03", "any password taken", MailService.Pop3s, script => script.With("PASS", "+OK welcome"), "a wrong password inside TLS"),
        new(
            "POP-03",
            "any password taken on 110",
            MailService.Pop3,
            script => script.With("PASS", "+OK welcome"),
            "pop3/110: a wrong password inside TLS gets the reply: +OK"
        ),
        new(
            "POP-03",
            "refused, and let in",
            MailService.Pop3s,
            script => script.With("STAT", "+OK 3 1000"),
            "pop3s/995: the wrong password of alice@dev.local is refused (-ERR [AUTH] Authentication failed.), and the session is logged in"
        ),
        new(
            "POP-03",
            "a right password taken in clear",
            MailService.Pop3,
            script => script with { Clear = [new("USER alice", "+OK"), new("PASS", "+OK welcome"), .. script.Clear] },
            "pop3/110: a right password is taken without TLS: +OK"
        ),
        new(
            "IMAP-02",
            "a right password taken in clear",
            MailService.Imap,
            script => script with { Clear = [new("LOGIN alice", "{tag} OK in"), .. script.Clear] },
            "imap/143: a right password is taken by LOGIN without TLS: OK"
        ),
        new(
            "IMAP-03",
            "any password taken on 143",
            MailService.Imap,
            script => script with { Secure = [new("LOGIN", "{tag} OK in"), .. script.Secure] },
            "imap/143: LOGIN with a wrong password gets the reply: OK"
        ),
        new(
            "IMAP-03",
            "refused, and let in",
            MailService.Imap,
            script => script.With("EXAMINE", "{tag} OK [READ-ONLY] done"),
            "imap/143: AUTHENTICATE with a wrong password is refused (NO [AUTHENTICATIONFAILED] no), and the session is logged in"
        ),
        new(
            "IMAP-04",
            "right password refused on 143",
            MailService.Imap,
            script => script.With(TestAccounts.AliceLogin, "{asked} NO sorry"),
            "imap/143: a right password gets the reply: NO sorry"
        ),
    ];
}
