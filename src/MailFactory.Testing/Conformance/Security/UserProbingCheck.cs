using System.Text.RegularExpressions;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Security;

/// <summary>
/// Neither the words nor the time of a refused login tell whether there is such a user, over SMTP, IMAP and POP3. Times are told apart only
/// where every try with a known user is clearly faster, or slower, than every one with an unknown user: a server may slow down whoever
/// fails, and a try of the one lies between two of the other.
/// </summary>
internal sealed partial class UserProbingCheck()
    : Check("SEC-01", "Refused logins do not tell who exists", Severity.Major, "RFC 5530 section 3; RFC 5321 section 7.3; CWE-204; CWE-208")
{
    private const int MostRounds = 3;
    private const double GapSeconds = 0.5;
    private static readonly TimeSpan _smallestGap = TimeSpan.FromSeconds(0.3);

    private delegate Task<WrongLogin> Attempt(CheckContext context, bool isKnown, int number, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var logins = context.WrongLogins;
        var attempts = new List<(string Protocol, Attempt Attempt)>();
        Offer("SMTP", logins.SmtpAsync, MailService.Submission, MailService.Submissions);
        Offer("IMAP", logins.ImapAsync, MailService.Imap, MailService.Imaps);
        Offer("POP3", logins.Pop3Async, MailService.Pop3, MailService.Pop3s);
        if (attempts.Count == 0)
        {
            throw new NotOfferedException(context.Profile, "a service with a login");
        }

        var told = new List<string>();
        foreach (var (protocol, attempt) in attempts)
        {
            told.Add($"{protocol} {await ProbeAsync(context, attempt, problems, cancellationToken).ConfigureAwait(false)}");
        }

        return problems.Finding(
            $"a wrong password and an unknown user are answered with the same words, in about the same time: {string.Join(", ", told)}"
        );

        void Offer(string protocol, Attempt attempt, params MailService[] services)
        {
            if (services.Any(context.Profile.GuestPorts.ContainsKey))
            {
                attempts.Add((protocol, attempt));
            }
        }
    }

    /// <summary>A known user, an unknown one, a known one; where they look different, more of both. Returns the times.</summary>
    private static async Task<string> ProbeAsync(
        CheckContext context,
        Attempt attempt,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var gap = context.Scaled(GapSeconds);
        gap = gap < _smallestGap ? _smallestGap : gap;
        var known = new List<WrongLogin> { await attempt(context, isKnown: true, number: 0, cancellationToken).ConfigureAwait(false) };
        var unknown = new List<WrongLogin>();
        var isToldByTime = true;
        for (var round = 0; isToldByTime && round < MostRounds; round++)
        {
            unknown.Add(await attempt(context, isKnown: false, round, cancellationToken).ConfigureAwait(false));
            known.Add(await attempt(context, isKnown: true, round + 1, cancellationToken).ConfigureAwait(false));
            isToldByTime =
                unknown.Min(login => login.Time) > known.Max(login => login.Time) + gap
                || unknown.Max(login => login.Time) < known.Min(login => login.Time) - gap;
        }

        var words = known.Select(Words).ToHashSet();
        if (words.Count > 1)
        {
            problems.Warn($"{known[0].Where}: a wrong password is not always answered with the same words: {string.Join(" | ", words)}");
        }
        else if (unknown.Find(login => !words.Contains(Words(login))) is { } other)
        {
            problems.Add(
                $"{other.Where}: a wrong password ({known[0].Answer}) and an unknown user ({other.Answer}) are told apart by the words"
            );
        }

        if (isToldByTime)
        {
            problems.Add(
                $"{known[0].Where}: a wrong password (answered after {Times(known)}) and an unknown user (after {Times(unknown)}) are told "
                    + "apart by the time"
            );
        }

        return $"{Times(known)} and {Times(unknown)}";
    }

    private static string Times(IEnumerable<WrongLogin> logins) =>
        string.Join(", ", logins.Select(login => Spans.TenthsOfSeconds(login.Time)));

    // The name that was given may be repeated, and Postfix and others append an identifier of the session, which differs each time.
    private static string Words(WrongLogin login) =>
        SessionId().Replace(login.Answer, string.Empty).Replace(login.User, "USER", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"<[^<>]*>|\bsession=\S+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SessionId();
}
