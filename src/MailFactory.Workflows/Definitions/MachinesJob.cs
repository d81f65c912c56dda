using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>The job that tests mail servers on whole machines without installing them: small disks that it makes itself.</summary>
internal static class MachinesJob
{
    /// <summary>The job; it is alone, needs nothing of the matrix and no secret.</summary>
    public static WorkflowJob Create() =>
        new()
        {
            Id = "machines",
            Name = "mail servers on small disks",
            Condition = "github.event_name != 'schedule' || !github.event.repository.fork",
            RunsOn = "ubuntu-latest",
            TimeoutMinutes = "240",
            Steps =
            [
                .. SharedSteps.Sources,
                SharedSteps.Run("Open /dev/kvm", "open-kvm"),
                SharedSteps.Run("Test whole machines", "machine-tests"),
                SharedSteps.Upload("Keep the results", "machines", "artifacts/selftest", days: 14),
            ],
        };
}
