using System.Text.RegularExpressions;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>25, 587 and 465 greet at once, in one line, with the configured host name and no version number.</summary>
internal sealed partial class BannerCheck() : Check("SMTP-01", "SMTP greeting", Severity.Critical, "RFC 5321 sections 3.1 and 4.2")
{
    private const double SlowestSeconds = 5;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var host = context.Target.Configuration.Hostname;
        var problems = new List<string>();
        var versions = new List<string>();
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
                if (
                    greeting.Code != 220
                    || greeting.Lines.Count != 1
                    || !greeting.Lines[0].StartsWith($"{host} ESMTP", StringComparison.OrdinalIgnoreCase)
                )
                {
                    problems.Add($"{MailSocket.Name(service)} greets with \"{banner}\" instead of \"220 {host} ESMTP\"");
                }
                else if (VersionNumber().IsMatch(greeting.Lines[0][host.Length..]))
                {
                    versions.Add($"{MailSocket.Name(service)} tells its version: {banner}");
                }
            }
        }

        if (slowest > context.Scaled(SlowestSeconds))
        {
            problems.Add($"the slowest greeting took {slowest.TotalSeconds:0.0} s");
        }

        var finding =
            problems.Count == 0 && versions.Count > 0
                ? CheckFinding.Warned(string.Join("; ", versions))
                : CheckFinding.From(problems, $"{Offering.Numbers(services)} greet with \"{banner}\"");
        return finding.With("slowest_greeting_ms", slowest.TotalMilliseconds);
    }

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex VersionNumber();
}
