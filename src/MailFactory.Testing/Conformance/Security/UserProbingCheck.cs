using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Security;

/// <summary>
/// Neither the words nor the time of a refused login tell whether there is such a user, over SMTP, IMAP and POP3. Times are told apart only
/// where every try with a known user is clearly faster, or slower, than every one with an unknown user: a server may slow down whoever
/// fails, and a try of the one lies between two of the other.
/// </summary>
internal sealed class UserProbingCheck()
    : Check("SEC-01", "Refused logins do not tell who exists", Severity.Major, "RFC 5530 section 3; RFC 5321 section 7.3; CWE-204; CWE-208")
{
    private const int MostRounds = 3;
    private const double GapSeconds = 0.5;
    private static readonly TimeSpan _smallestGap = TimeSpan.FromSeconds(0.3);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        List<(string Protocol, MailService[] Services)> all =
        [
            ("SMTP", [MailService.Submission, MailService.Submissions]),
            ("IMAP", [MailService.Imaps, MailService.Imap]),
            ("POP3", [MailService.Pop3s, MailService.Pop3]),
        ];
        var told = new List<string>();
        foreach (var (protocol, services) in all)
        {
            foreach (var service in services.Where(context.Profile.GuestPorts.ContainsKey).Take(1))
            {
                told.Add($"{protocol} {await ProbeAsync(context, service, problems, cancellationToken).ConfigureAwait(false)}");
            }
        }

        return told.Count == 0
            ? throw new NotOfferedException(context.Profile, "a service with a login")
            : problems.Finding(
                $"a wrong password and an unknown user are answered with the same words, in about the same time: {string.Join(", ", told)}"
            );
    }

    /// <summary>A known user, an unknown one, a known one; where they look different, more of both. Returns the times.</summary>
    private static async Task<string> ProbeAsync(
        CheckContext context,
        MailService service,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var gap = context.Scaled(GapSeconds);
        gap = gap < _smallestGap ? _smallestGap : gap;
        var logins = context.WrongLogins;
        var known = new List<WrongLogin>
        {
            await logins.TryAsync(context, service, isKnown: true, number: 0, cancellationToken).ConfigureAwait(false),
        };
        var unknown = new List<WrongLogin>();
        var isToldByTime = true;
        for (var round = 0; isToldByTime && round < MostRounds; round++)
        {
            unknown.Add(await logins.TryAsync(context, service, isKnown: false, round, cancellationToken).ConfigureAwait(false));
            known.Add(await logins.TryAsync(context, service, isKnown: true, round + 1, cancellationToken).ConfigureAwait(false));
            isToldByTime =
                unknown.Min(login => login.Time) > known.Max(login => login.Time) + gap
                || unknown.Max(login => login.Time) < known.Min(login => login.Time) - gap;
        }

        if (unknown.Find(login => login.IsRefusedByName != known[0].IsRefusedByName) is { } early)
        {
            problems.Add($"{early.Where}: only {(early.IsRefusedByName ? "an unknown" : "a known")} user is refused before the password");
        }

        var pattern = AnswerPattern.Of(known.Select(login => (login.Answer, login.User)));
        if (pattern is null)
        {
            problems.Warn(
                $"{known[0].Where}: a wrong password is not always answered in as many words: {string.Join(" | ", known.Select(login => login.Answer))}"
            );
        }
        else if (unknown.Find(login => !pattern.Fits(login.Answer, login.User)) is { } other)
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
}
