using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>
/// The job that has the real Mail Server Factory make the mail server of a distro: only where a variable of the repository names a runner
/// that has it. Its reports are its own, as most distros are expected to fail there.
/// </summary>
internal static class FactoryJob
{
    private const string Runner = "vars.MAIL_FACTORY_RUNNER_LABEL";

    /// <summary>The job; it comes after the matrix, whose archived disks it uses where the runner has them.</summary>
    public static WorkflowJob Create() =>
        new()
        {
            Id = "factory",
            Name = "${{ matrix.distro }} by Mail Server Factory",
            Needs = [SelectJob.Id, DistroJob.Id],
            Condition = $"always() && needs.{SelectJob.Id}.result == 'success' && {Runner} != '' && inputs.provisioner != 'mail-factory'",
            RunsOn = $"${{{{ {Runner} }}}}",
            TimeoutMinutes = $"${{{{ fromJSON({SelectJob.Output("job-minutes")}) }}}}",
            Matrix = WorkflowMatrix.From($"${{{{ fromJSON({SelectJob.Output("matrix")}) }}}}"),
            Steps =
            [
                .. SharedSteps.Sources,
                DistroCache.Media.Restore,
                DistroCache.Archive.Restore,
                SharedSteps.Run(
                    "Test with Mail Server Factory",
                    "test-distro",
                    ("MATRIX_DISTRO", "${{ matrix.distro }}"),
                    ("STAGE_MINUTES", $"${{{{ {SelectJob.Output("minutes")} }}}}"),
                    ("WANTED_CHECKS", "${{ inputs.checks }}"),
                    ("WANTED_PROVISIONER", "mail-factory"),
                    ("WANTED_PARTS", string.Empty),
                    ("WANTED_FRESH", "false"),
                    ("DOCKER_ACCOUNT", "${{ secrets.DOCKER_ACCOUNT }}"),
                    ("DOCKER_PASSWORD", "${{ secrets.DOCKER_PASSWORD }}"),
                    ("RHSM_OFFLINE_TOKEN", "${{ matrix.medium == 'account' && secrets.RHSM_OFFLINE_TOKEN || '' }}")
                ),
                SharedSteps.Upload(
                    "Keep report and evidence of Mail Server Factory",
                    "factory-${{ matrix.distro }}",
                    "test_results",
                    days: 30
                ),
            ],
        };
}
