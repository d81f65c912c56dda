using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>The job that says which distros are tested, on which runners, and for how long.</summary>
internal static class SelectJob
{
    /// <summary>Its name for others.</summary>
    public const string Id = "select";

    private static readonly string[] _outputs = ["matrix", "distros", "runner", "hosted", "minutes", "job-minutes", "week"];

    /// <summary>An expression for one of its outputs.</summary>
    public static string Output(string name) => $"needs.{Id}.outputs.{name}";

    /// <summary>The job.</summary>
    public static WorkflowJob Of(MatrixJobs plan) =>
        new()
        {
            Id = Id,
            Name = "select distros and runners",
            RunsOn = "ubuntu-latest",
            TimeoutMinutes = "5",
            // A fork has neither the secrets nor the runners, and its owner did not ask for a night of machines.
            Condition = "github.event_name != 'schedule' || !github.event.repository.fork",
            Permissions = new Dictionary<string, string>(),
            Outputs = _outputs.ToDictionary(name => name, name => $"${{{{ steps.select.outputs.{name} }}}}"),
            Steps =
            [
                SharedSteps.Run(
                    "Select",
                    "select-distros",
                    ("CATALOGUE", plan.Table),
                    ("WANTED_DISTROS", plan.IsForRelease ? string.Empty : "${{ inputs.distros }}"),
                    ("WANTED_HOSTED", plan.IsForRelease ? "false" : "${{ inputs.hosted }}"),
                    // Whether there is one, not what it is.
                    ("HAS_ACCOUNT", plan.IsForRelease ? "false" : "${{ secrets.RHSM_OFFLINE_TOKEN != '' }}"),
                    ("KVM_LABEL", "${{ vars.KVM_RUNNER_LABEL }}"),
                    ("HOSTED_MINUTES", $"{plan.HostedMinutes}"),
                    ("SELF_HOSTED_MINUTES", $"{MatrixJobs.StageMinutes}"),
                    ("SPARE_MINUTES", $"{plan.Spare}")
                ) with
                {
                    Id = "select",
                },
            ],
        };
}
