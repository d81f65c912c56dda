using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Faults of logins: who exists is told by words or by time.</summary>
internal static class LoginFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
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
            "SEC-01",
            "unknown users refused by name",
            MailService.Pop3s,
            script => script.With("USER no-such", "-ERR [AUTH] Authentication failed."),
            "pop3s/995: only an unknown user is refused before the password"
        ),
        new(
            "SEC-01",
            "users told by words among others that vary",
            MailService.Submission,
            script =>
                script.With("AUTH PLAIN AGFsaWNl", "535 5.7.8 failed as {random}").With("AUTH PLAIN AG5v", "535 5.7.8 unknown as {random}"),
            "are told apart by the words"
        ),
    ];
}
