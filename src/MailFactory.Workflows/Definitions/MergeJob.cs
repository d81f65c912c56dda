using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>The job that makes one report of all distros, and fails if one of them did.</summary>
internal static class MergeJob
{
    /// <summary>Its name for others.</summary>
    public const string Id = "report";

    /// <summary>The job.</summary>
    public static WorkflowJob Create() =>
        new()
        {
            Id = Id,
            Name = "one report",
            Needs = [SelectJob.Id, DistroJob.Id],
            Condition = $"always() && needs.{SelectJob.Id}.result == 'success'",
            RunsOn = "ubuntu-latest",
            TimeoutMinutes = $"{MatrixJobs.SpareMinutes}",
            Steps =
            [
                .. SharedSteps.Sources,
                SharedSteps.Download("Fetch the distros' reports", "results-*", "results"),
                SharedSteps.Run("Merge", "merge-reports", ("MATRIX_DISTROS", $"${{{{ {SelectJob.Output("distros")} }}}}")),
                SharedSteps.Upload("Keep the report", "report", "test_results", days: 90),
                SharedSteps.Run("Judge", "judge-matrix", ("MATRIX_RESULT", $"${{{{ needs.{DistroJob.Id}.result }}}}")) with
                {
                    Condition = "always()",
                },
            ],
        };
}
