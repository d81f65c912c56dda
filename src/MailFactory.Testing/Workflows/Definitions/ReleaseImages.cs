using MailFactory.Testing.Workflows.Model;

namespace MailFactory.Testing.Workflows.Definitions;

/// <summary>A tag's release: the whole matrix, installed anew, and its images if all of it passed.</summary>
internal static class ReleaseImages
{
    /// <summary>The workflow.</summary>
    public static Workflow Of(MatrixPlan plan) => new()
    {
        Name = "release",
        Purpose = "Tests the matrix anew for a tag, and attaches the images to its release when every distro passed.",
        Triggers = new WorkflowTriggers { Tags = ["images-*"] },
        ConcurrencyGroup = "release-${{ github.ref_name }}",
        Environment = new Dictionary<string, string> { ["NUKE_ENGINE"] = "Embedded" },
        Jobs = [SelectJob.Of(plan), DistroJob.Of(plan), MergeJob.Create(), Release],
    };

    // Only this job may write, it runs on a machine of GitHub's, and it starts no guest.
    private static WorkflowJob Release => new()
    {
        Id = "release",
        Name = "attach the images",
        Needs = [SelectJob.Id, MergeJob.Id],
        RunsOn = "ubuntu-latest",
        TimeoutMinutes = "120",
        Permissions = new Dictionary<string, string> { ["contents"] = "write" },
        Steps =
        [
            .. SharedSteps.Sources,
            SharedSteps.Download("Fetch the images", "image-*", "vms") with { With = new Dictionary<string, string> { ["pattern"] = "image-*", ["path"] = "vms", ["merge-multiple"] = "true" } },
            SharedSteps.Run(
                "Release",
                "release",
                ("MATRIX_DISTROS", $"${{{{ {SelectJob.Output("distros")} }}}}"),
                ("GITHUB_TOKEN", "${{ secrets.GITHUB_TOKEN }}")),
        ],
    };
}
