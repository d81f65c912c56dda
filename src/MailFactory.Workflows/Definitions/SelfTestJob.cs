using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>The job that runs the project's own tests, once with each build engine.</summary>
public static class SelfTestJob
{
    /// <summary>What the workflow around it is for.</summary>
    public const string Purpose = "Runs the project's own tests on every push and pull request, with both build engines.";

    /// <summary>The job; it runs code of pull requests, so it has no secrets and is never on a self-hosted runner.</summary>
    public static WorkflowJob Create() =>
        new()
        {
            Id = "self-test",
            Name = "SelfTest (${{ matrix.engine }})",
            RunsOn = "ubuntu-latest",
            TimeoutMinutes = "120",
            Matrix = WorkflowMatrix.Of("engine", "Embedded", "Package"),
            Steps =
            [
                .. SharedSteps.Sources,
                SharedSteps.Run("Open /dev/kvm", "open-kvm"),
                SharedSteps.Run("Test", "self-test", ("NUKE_ENGINE", "${{ matrix.engine }}")),
                SharedSteps.Upload("Keep the results", "selftest-${{ matrix.engine }}", "artifacts/selftest", days: 14),
            ],
        };
}
