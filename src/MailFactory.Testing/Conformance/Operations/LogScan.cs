using System.Text.RegularExpressions;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Finds the lines of a journal that a healthy mail server does not write.</summary>
internal static partial class LogScan
{
    /// <summary>The bad lines of mail daemons, the kernel and systemd; other programs are not judged.</summary>
    public static IReadOnlyList<string> Find(string journal) =>
        [.. journal.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(IsBad)];

    private static bool IsBad(string line)
    {
        var entry = Entry().Match(line);
        return DeniedToMail().IsMatch(line)
            || entry.Success && Bad().IsMatch(entry.Groups["text"].Value) && !CausedByChecks().IsMatch(entry.Groups["text"].Value);
    }

    // Time and host in any of syslog's forms, then the identifier with its process number, then the text.
    [GeneratedRegex(@"^[^\[\]]*? (?:postfix|dovecot|rspamd|clamd|freshclam|kernel|systemd)[^ :\[]*(?:\[\d+\])?: (?<text>.*)$")]
    private static partial Regex Entry();

    [GeneratedRegex(
        @"\bpanic:|kernel panic|\bfatal:|segfault|general protection|oom-kill|out of memory|permission denied|configuration error",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Bad();

    // What AppArmor (apparmor="DENIED") or SELinux (avc: denied) kept a mail program from, as the kernel or the audit service tells it.
    [GeneratedRegex(
        @"^[^\[\]]*? (?:kernel|audit)(?:\[\d+\])?: .*(?:apparmor=""DENIED""|\bavc: +denied\b).*(?:postfix|dovecot|rspamd|clamd|freshclam|mail-factory)"
    )]
    private static partial Regex DeniedToMail();

    // Refused logins (SMTP-06, IMAP-03, POP-03) and refused TLS offers (TLS-03) are the server doing its duty.
    [GeneratedRegex(
        @"SASL \S+ authentication failed|\bauth failed\b|TLS library problem|SSL_accept error|TLS handshaking failed|SSL_accept\(\) failed",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CausedByChecks();
}
