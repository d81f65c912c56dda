using MailFactory.Testing.Workflows.Model;

namespace MailFactory.Testing.Workflows.Definitions;

/// <summary>The job of one distro: from its medium to a tested mail server.</summary>
internal static class DistroJob
{
    /// <summary>Its name for others.</summary>
    public const string Id = "distro";

    private const string OnHosted = "needs.select.outputs.hosted == 'true'";
    private const string IsPublic = "matrix.medium == 'public'";

    // A distro's media come from the catalogue; what is installed from them comes from its family's templates too. A new week
    // is a new install, however little has changed here: the distro's own packages have.
    private const string MediaKey = "media-${{ matrix.distro }}-${{ hashFiles('preseeds/catalog.json') }}";
    private const string ArchiveKey = "archive-${{ matrix.distro }}-${{ needs.select.outputs.week }}-${{ hashFiles('preseeds/catalog.json', format('preseeds/{0}/**', matrix.family)) }}";

    /// <summary>The job.</summary>
    public static WorkflowJob Of(MatrixPlan plan) => new()
    {
        Id = Id,
        Name = "${{ matrix.distro }}",
        Needs = [SelectJob.Id],
        RunsOn = $"${{{{ fromJSON({SelectJob.Output("runner")}) }}}}",
        TimeoutMinutes = $"${{{{ fromJSON({SelectJob.Output("job-minutes")}) }}}}",
        Matrix = WorkflowMatrix.From($"${{{{ fromJSON({SelectJob.Output("matrix")}) }}}}"),
        Steps =
        [
            .. CommonSteps.Sources,
            CommonSteps.Run("Open /dev/kvm", "open-kvm") with { Condition = OnHosted },
            CommonSteps.Run("Install host tools", "install-host-tools", ("KEY_PACKAGE", "${{ matrix.keys }}")) with { Condition = OnHosted },
            Restore("media", "isos", MediaKey),
            .. plan.IsForRelease ? Array.Empty<WorkflowStep>() : [Restore("archive", "vms/archive", ArchiveKey)],
            Test(plan),
            .. plan.IsForRelease ? Image : [],
            CommonSteps.Run("Find files to keep", "find-files-to-keep") with { Id = "keep", Condition = "always()" },
            Save("media", "isos", MediaKey),
            .. plan.IsForRelease ? Array.Empty<WorkflowStep>() : [Save("archive", "vms/archive", ArchiveKey)],
            CommonSteps.Upload("Keep report and evidence", "results-${{ matrix.distro }}", "test_results", days: 30),
            CommonSteps.Upload("Keep logs", "logs-${{ matrix.distro }}", "orchestration_logs\n!orchestration_logs/pids/**\n", days: 14),
        ],
    };

    private static IReadOnlyList<WorkflowStep> Image =>
    [
        CommonSteps.Run("Make the image", "make-image") with { TimeoutMinutes = MatrixPlan.ImageMinutes },
        CommonSteps.Upload("Hand the image over", "image-${{ matrix.distro }}", "vms/release\nvms/archive/*.manifest.json\n", days: 1),
    ];

    private static RunStep Test(MatrixPlan plan) => CommonSteps.Run("Test", "test-distro", [("MATRIX_DISTRO", "${{ matrix.distro }}"), ("STAGE_MINUTES", $"${{{{ {SelectJob.Output("minutes")} }}}}"), .. Wishes(plan)]);

    private static IReadOnlyList<(string, string)> Wishes(MatrixPlan plan) => plan.IsForRelease
        ? [("WANTED_CHECKS", string.Empty), ("WANTED_FRESH", "true")]
        :
        [
            ("WANTED_CHECKS", "${{ inputs.checks }}"),
            ("WANTED_FRESH", "${{ inputs.fresh }}"),
            ("RHSM_OFFLINE_TOKEN", "${{ matrix.medium == 'account' && secrets.RHSM_OFFLINE_TOKEN || '' }}"),
        ];

    private static ActionStep Restore(string what, string path, string key) => new()
    {
        Name = $"Fetch the cached {what}",
        Id = what,
        Condition = IsPublic,
        Action = PinnedAction.Cache,
        Part = "restore",
        With = new Dictionary<string, string> { ["path"] = path, ["key"] = key },
    };

    private static ActionStep Save(string what, string path, string key) => new()
    {
        Name = $"Cache the {what}",
        Condition = $"always() && {IsPublic} && steps.{what}.outputs.cache-hit != 'true' && steps.keep.outputs.{what} == 'true'",
        Action = PinnedAction.Cache,
        Part = "save",
        With = new Dictionary<string, string> { ["path"] = path, ["key"] = key },
    };
}
