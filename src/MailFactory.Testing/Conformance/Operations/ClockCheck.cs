using System.Globalization;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>The server's clock is right: certificates, dates of mail and logs depend on it.</summary>
internal sealed class ClockCheck() : Check("TLS-10", "The clock is right", Severity.Minor, "RFC 5280 section 6.1.3; RFC 5321 section 4.4")
{
    private const long MostSeconds = 60;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var before = context.Time.GetUtcNow().ToUnixTimeSeconds();
        var answer = (await context.GuestAsync("date +%s", cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output.Trim();
        var after = context.Time.GetUtcNow().ToUnixTimeSeconds();
        var clock = long.Parse(answer, CultureInfo.InvariantCulture);
        var skew = Math.Max(before - clock, Math.Max(clock - after, 0));
        return skew <= MostSeconds
            ? CheckFinding.Passed($"the server's clock is {skew} s off").With("clock_skew_s", skew)
            : CheckFinding.Failed($"the server's clock is {skew} s off this host's").With("clock_skew_s", skew);
    }
}
