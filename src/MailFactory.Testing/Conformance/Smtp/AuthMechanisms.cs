using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Which ways to log in a server offers before TLS.</summary>
internal static class AuthMechanisms
{
    // They send the password, or a token that is as good, as it is (RFC 4616, RFC 7628); others prove that they know it.
    private static readonly string[] _telling = ["PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER"];

    /// <summary>
    /// Those that tell the password are a fault (RFC 4954 section 4), and so is none named; others, such as SCRAM, are allowed.
    /// </summary>
    public static void Judge(string name, SmtpReply ehlo, Problems problems)
    {
        if (ehlo.Capability("AUTH") is not { } offered)
        {
            return;
        }

        var mechanisms = offered.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var told = string.Join(' ', mechanisms.Prepend("AUTH"));
        if (mechanisms.Length == 0 || mechanisms.Any(one => _telling.Contains(one, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add($"{name} offers {told} before TLS");
        }
        else
        {
            problems.Unkept($"{name} offers {told} before TLS");
        }
    }
}
