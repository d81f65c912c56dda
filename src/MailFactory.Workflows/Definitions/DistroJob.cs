using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>The job of one distro: from its medium to a tested mail server.</summary>
internal static class DistroJob
{
    /// <summary>Its name for others.</summary>
    public const string Id = "distro";

    private const string OnHosted = "needs.select.outputs.hosted == 'true'";

    /// <summary>The job.</summary>
    public static WorkflowJob Of(MatrixJobs plan) =>
        new()
        {
            Id = Id,
            Name = "${{ matrix.distro }}",
            Needs = [SelectJob.Id],
            RunsOn = $"${{{{ fromJSON({SelectJob.Output("runner")}) }}}}",
            TimeoutMinutes = $"${{{{ fromJSON({SelectJob.Output("job-minutes")}) }}}}",
            Matrix = WorkflowMatrix.From($"${{{{ fromJSON({SelectJob.Output("matrix")}) }}}}"),
            Steps =
            [
                .. SharedSteps.Sources,
                SharedSteps.Run("Open /dev/kvm", "open-kvm") with
                {
                    Condition = OnHosted,
                },
                SharedSteps.Run("Install host tools", "install-host-tools", ("KEY_PACKAGE", "${{ matrix.keys }}")) with
                {
                    Condition = OnHosted,
                },
                .. Caches(plan).Select(cache => cache.Restore),
                SharedSteps.Run(
                    "Test",
                    "test-distro",
                    [
                        ("MATRIX_DISTRO", "${{ matrix.distro }}"),
                        ("STAGE_MINUTES", $"${{{{ {SelectJob.Output("minutes")} }}}}"),
                        .. Wishes(plan),
                    ]
                ),
                .. plan.IsForRelease ? Image : [],
                SharedSteps.Run("Find files to keep", "find-files-to-keep") with
                {
                    Id = "keep",
                    Condition = "always()",
                },
                .. Caches(plan).Select(cache => cache.Save),
                SharedSteps.Upload("Keep report and evidence", "results-${{ matrix.distro }}", "test_results", days: 30),
                SharedSteps.Upload("Keep logs", "logs-${{ matrix.distro }}", "orchestration_logs\n!orchestration_logs/pids/**\n", days: 14),
            ],
        };

    private static IReadOnlyList<WorkflowStep> Image =>
        [
            SharedSteps.Run("Make the image", "make-image") with
            {
                TimeoutMinutes = MatrixJobs.ImageMinutes,
            },
            SharedSteps.Upload("Hand the image over", "image-${{ matrix.distro }}", "vms/release\nvms/archive/*.manifest.json\n", days: 1),
        ];

    // More people can write to the cache than may release, and nothing proves an archive as signatures prove a medium.
    private static IReadOnlyList<DistroCache> Caches(MatrixJobs plan) =>
        plan.IsForRelease ? [DistroCache.Media] : [DistroCache.Media, DistroCache.Archive];

    private static IReadOnlyList<(string, string)> Wishes(MatrixJobs plan) =>
        plan.IsForRelease
            ?
            [
                ("WANTED_CHECKS", string.Empty),
                ("WANTED_PROVISIONER", string.Empty),
                ("WANTED_PARTS", string.Empty),
                ("WANTED_FRESH", "true"),
            ]
            :
            [
                ("WANTED_CHECKS", "${{ inputs.checks }}"),
                ("WANTED_PROVISIONER", "${{ inputs.provisioner }}"),
                ("WANTED_PARTS", "${{ inputs.parts }}"),
                ("WANTED_FRESH", "${{ inputs.fresh }}"),
                ("DOCKER_ACCOUNT", "${{ inputs.provisioner == 'mail-factory' && secrets.DOCKER_ACCOUNT || '' }}"),
                ("DOCKER_PASSWORD", "${{ inputs.provisioner == 'mail-factory' && secrets.DOCKER_PASSWORD || '' }}"),
                ("RHSM_OFFLINE_TOKEN", "${{ matrix.medium == 'account' && secrets.RHSM_OFFLINE_TOKEN || '' }}"),
            ];
}
