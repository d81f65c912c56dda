using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Sums up a mail test.</summary>
internal static class MailTestVerdict
{
    /// <summary>The outcome: failed when a check of at least major severity failed or broke.</summary>
    public static StageOutcome Of(ProvisionResult server, IReadOnlyList<CheckResult> checks)
    {
        var versions = string.Join(
            ", ",
            server.Versions.OrderBy(version => version.Key, StringComparer.Ordinal).Select(version => $"{version.Key} {version.Value}")
        );
        var failed = checks.Where(check => check.FailsRun).ToList();
        var outcome =
            failed.Count == 0
                ? StageOutcome.Passed($"{CheckCounts.Of(checks)} with {versions}")
                : StageOutcome.Failed(
                    FailureClass.Product,
                    $"{failed.Count} of {checks.Count} checks failed with {versions}; first {failed[0].Id} {failed[0].Title}: "
                        + $"{failed[0].Summary}"
                );
        return outcome with
        {
            Checks = checks,
            Evidence =
            [
                .. server.Parts.Present.Select(part => $"optional part {MailParts.Name(part)}: set up"),
                .. server.Parts.NotOffered.Select(part => $"optional part {MailParts.Name(part.Key)}: not offered: {part.Value}"),
                .. server.Steps.Select(step => $"provisioning {step.Name}: {Spans.TenthsOfSeconds(step.Duration)}"),
            ],
        };
    }

    /// <summary>The same for the archive's manifest.</summary>
    /// <param name="outcome">What the test came to.</param>
    /// <param name="run">The run's identifier.</param>
    /// <param name="isWhole">Whether all checks were asked.</param>
    /// <param name="tested">When.</param>
    public static ArchiveMailTest ForArchive(StageOutcome outcome, string run, bool isWhole, DateTimeOffset tested) =>
        new()
        {
            Tested = tested,
            Verdict = outcome.Verdict,
            Summary = outcome.Summary,
            IsWhole = isWhole,
            Run = run,
        };
}
