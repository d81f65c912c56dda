using System.Text.RegularExpressions;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Finds the lines of a journal that a healthy mail server does not write.</summary>
internal static partial class LogScan
{
    /// <summary>A coarse choice of lines for grep -Ei in the guest; it lets everything pass that <see cref="Find"/> looks for.</summary>
    public const string Coarse =
        "panic|fatal|segfault|general protection|oom-kill|out of memory|permission denied|configuration error|apparmor=.DENIED|avc: +denied"
        + "|signal [0-9]+|signal=|code=(killed|dumped)|core dump|dumped core|no space left|disk full|corrupt|broken index";

    // What logs each command of the checks, with the words of the choice above.
    private const string Asking = "sudo";

    /// <summary>The bad lines of mail daemons, the kernel and systemd, and the panics of whatever else runs.</summary>
    public static IReadOnlyList<string> Find(string journal) =>
        [.. journal.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(IsBad)];

    private static bool IsBad(string line)
    {
        if (DeniedToMail().IsMatch(line))
        {
            return true;
        }

        var entry = Entry().Match(line);
        if (!entry.Success)
        {
            return false;
        }

        var (program, text) = (entry.Groups["program"].Value, entry.Groups["text"].Value);
        if (program == Asking)
        {
            return false;
        }

        return IsJudged().IsMatch(program) ? Bad().IsMatch(text) && !CausedByChecks().IsMatch(text) : Panic().IsMatch(text);
    }

    // Time and host in any of syslog's forms, then the identifier with its process number, then the text.
    [GeneratedRegex(@"^[^\[\]]*? (?<program>[A-Za-z][^ :\[]*)(?:\[\d+\])?: (?<text>.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Entry();

    [GeneratedRegex("^(?:postfix|dovecot|rspamd|clamd|freshclam|kernel|systemd)", RegexOptions.NonBacktracking)]
    private static partial Regex IsJudged();

    // The signals by which a process does not end of its own will: ILL, TRAP, ABRT, BUS, FPE, KILL, SEGV and SYS.
    [GeneratedRegex(
        @"\bpanic:|kernel panic|\bfatal:|segfault|general protection|oom-kill|out of memory|permission denied|configuration error"
            + @"|killed (?:by|with) signal (?:4|5|6|7|8|9|11|31)\b|\bsignal=(?:ILL|TRAP|ABRT|BUS|FPE|KILL|SEGV|SYS)\b|code=(?:killed|dumped)|core dump(?:ed)?\b|dumped core"
            + @"|no space left|disk full|corrupt(?:ed|ion)\b|broken index",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Bad();

    [GeneratedRegex(@"^panic\b|\bpanic:|segfault|dumped core", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Panic();

    // What AppArmor (apparmor="DENIED") or SELinux (avc: denied) kept a mail program from, as the kernel or the audit service tells it.
    [GeneratedRegex(
        @"^[^\[\]]*? (?:kernel|audit)(?:\[\d+\])?: .*(?:apparmor=""DENIED""|\bavc: +denied\b).*(?:postfix|dovecot|rspamd|clamd|freshclam|mail-factory)",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex DeniedToMail();

    // Refused logins (SMTP-06, IMAP-03, POP-03, SEC-01) and refused TLS offers (TLS-03, TLS-08) are the server doing its duty.
    [GeneratedRegex(
        @"SASL \S+ authentication failed|\bauth failed\b|TLS library problem|SSL_accept error|TLS handshaking failed|SSL_accept\(\) failed",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex CausedByChecks();
}
