using System.Text.RegularExpressions;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>
/// 25, 587 and 465 greet with 220 and a name; this project's own servers with the configured one, at once and without a version.
/// </summary>
internal sealed partial class BannerCheck()
    : Check(
        "SMTP-01",
        "SMTP greeting",
        Severity.Critical,
        "RFC 5321 sections 3.1 and 4.2",
        "one line with the configured host name and ESMTP"
    )
{
    private const double SlowSeconds = 30;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var slowest = TimeSpan.Zero;
        var banner = string.Empty;
        var services = context.Offered(MailService.Smtp, MailService.Submission, MailService.Submissions);
        foreach (var service in services)
        {
            var started = context.Time.GetTimestamp();
            var session = await context.OpenSmtpAsync(service, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var greeting = await session.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, context.Time.GetElapsedTime(started).Ticks));
                banner = greeting.ToString();
                Judge(session.Name, greeting, context.Target.Configuration.Hostname, problems);
            }
        }

        if (slowest > context.Scaled(SlowSeconds))
        {
            problems.Warn($"the slowest greeting took {Spans.TenthsOfSeconds(slowest)}");
        }

        return problems
            .Finding($"{Offering.Numbers(services)} greet with \"{banner}\"")
            .With("slowest_greeting_ms", slowest.TotalMilliseconds);
    }

    private static void Judge(string service, SmtpReply greeting, string host, Problems problems)
    {
        var words = greeting.Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (greeting.Code != 220 || words.Length == 0)
        {
            problems.Add($"{service} greets with \"{greeting}\" instead of 220 and its name");
            return;
        }

        if (
            greeting.Lines.Count != 1
            || !words[0].Equals(host, StringComparison.OrdinalIgnoreCase)
            || !words.Contains("ESMTP", StringComparer.OrdinalIgnoreCase)
        )
        {
            problems.Unkept($"{service} greets with \"{greeting}\" instead of \"220 {host} ESMTP\"");
        }

        if (greeting.Lines.Any(line => VersionNumber().IsMatch(line[Math.Min(line.Length, words[0].Length)..])))
        {
            problems.Warn($"{service} tells its version: {greeting}");
        }
    }

    [GeneratedRegex(@"\d+\.\d+", RegexOptions.NonBacktracking)]
    private static partial Regex VersionNumber();
}
