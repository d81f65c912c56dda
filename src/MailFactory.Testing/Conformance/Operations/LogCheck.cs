using System.Globalization;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// Since the suite began, the journal holds no sign of a crash, a broken configuration or a denial by AppArmor or SELinux.
/// </summary>
internal sealed class LogCheck() : Check("OPS-11", "Log is clean", Severity.Critical, "postfix(1), dovecot(1), journalctl(1)")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        // The first line is how many lines were looked at, the second how many are the suite's own: an empty log would prove nothing, nor
        // would one that begins with the last boot. The rest is a coarse choice.
        var command =
            $"log=$(mktemp) && journalctl -q --no-pager -o short-iso --since @{context.GuestStart} > \"$log\" && wc -l < \"$log\" "
            + $"&& {{ grep -cF '{context.JournalMark ?? "none"}' \"$log\";  grep -Ei '{LogScan.Coarse}' \"$log\"; rm -f \"$log\"; }}";
        var output = (await context.GuestAsync(command, cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output;
        var end = output.IndexOf('\n', StringComparison.Ordinal);
        var lines = int.Parse(output.AsSpan(0, end < 0 ? output.Length : end), CultureInfo.InvariantCulture);
        if (lines == 0)
        {
            return CheckFinding.Failed("the journal is empty, although mail was handled");
        }

        var rest = end < 0 ? string.Empty : output[(end + 1)..];
        if (context.JournalMark is not null && rest.StartsWith('0'))
        {
            return CheckFinding.Failed(
                "the journal no longer has the line with which the test began: what was logged before the last boot is gone, and cannot be judged"
            );
        }

        var bad = LogScan.Find(rest);
        var finding =
            bad.Count == 0
                ? CheckFinding.Passed(
                    $"none of the {lines} lines in the journal tells of a crash, a broken configuration or a denial by AppArmor or SELinux"
                )
                : CheckFinding.Failed($"{bad.Count} bad lines in the journal: {CheckFinding.Join(bad)}");
        return finding.With("journal_lines", lines).With("bad_lines", bad.Count);
    }
}
