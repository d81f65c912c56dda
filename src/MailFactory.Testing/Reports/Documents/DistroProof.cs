using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Documents;

/// <summary>What one run proves of one distro.</summary>
internal static class DistroProof
{
    /// <summary>
    /// The proof; null when the run proves nothing: it did not come to the distro's mail test and the distro is not to blame
    /// for that, or the mail server was tested on the user's own disk or is one that somebody runs. Trouble of the host or the network says nothing about a distro.
    /// </summary>
    public static CompatibilityEntry? Of(RunResult run, string distro)
    {
        var facts = run.Facts.FirstOrDefault(facts => facts.Distro == distro);
        var summary = DistroSummary.Of(run).FirstOrDefault(summary => summary.Distro == distro);
        var test = summary?.Stages.FirstOrDefault(stage => stage is { Stage: Stage.MailTest, Verdict: Verdict.Passed, Checks.Count: > 0 });
        var failure = summary?.Failure is { FailureClass: FailureClass.Product } failed ? failed : null;
        if (
            facts is { Image: not null } or { Server: not null }
            || summary is null
            || (failure ?? test) is not { } proof
            || (summary.Failure is not null && failure is null)
        )
        {
            return null;
        }

        var counts = CheckCounts.Of(proof.Checks);
        return new CompatibilityEntry
        {
            Distro = distro,
            Name = distro,
            Status = failure is null ? SupportStatus.Passed : SupportStatus.Failed,
            RunId = facts?.Origin?.RunId ?? run.RunId,
            Tested = proof.Started,
            Accelerator = facts?.Accelerator ?? run.Accelerator,
            Trust = SummaryOf(summary, Stage.Verify),
            Install = SummaryOf(summary, Stage.Install),
            MailServer = failure is null ? proof.Summary : summary.Cause,
            ChecksPassed = counts.Passed,
            Checks = counts.Applicable,
        };
    }

    private static string? SummaryOf(DistroSummary distro, Stage stage) =>
        distro.Stages.FirstOrDefault(result => result.Stage == stage)?.Summary;
}
