using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>A tag's release: the whole matrix, installed anew, and its images if all of it passed.</summary>
internal static class ReleaseImages
{
    /// <summary>The workflow.</summary>
    public static Workflow Of(MatrixJobs plan) =>
        new()
        {
            Name = "release",
            Purpose = "Tests the matrix anew for a tag, and attaches the images to its release when every distro passed.",
            Triggers = new WorkflowTriggers { Tags = ["images-*"] },
            ConcurrencyGroup = "release-${{ github.ref_name }}",
            Environment = new Dictionary<string, string> { ["NUKE_ENGINE"] = "Embedded" },
            Jobs = [SelectJob.Of(plan), DistroJob.Of(plan), MergeJob.Create(), Release],
        };

    private static (string, string) Distros => ("MATRIX_DISTROS", $"${{{{ {SelectJob.Output("distros")} }}}}");

    // Only this job may write, it runs on a machine of GitHub's, and it starts no guest. Its environment can be given people whose
    // approval it waits for.
    private static WorkflowJob Release =>
        new()
        {
            Id = "release",
            Name = "attach the images",
            Needs = [SelectJob.Id, MergeJob.Id],
            RunsOn = "ubuntu-latest",
            TimeoutMinutes = "120",
            Environment = "release",
            Permissions = new Dictionary<string, string>
            {
                ["contents"] = "write",
                ["id-token"] = "write",
                ["attestations"] = "write",
            },
            Steps =
            [
                .. SharedSteps.Sources,
                SharedSteps.Download("Fetch the images", "image-*", "images"),
                SharedSteps.Run("Take each job's own image", "collect-images", Distros),
                SharedSteps.Run("Prove the images", "prove-images", Distros),
                new ActionStep
                {
                    Name = "Attest what made them",
                    Action = PinnedAction.AttestBuild,
                    With = new Dictionary<string, string> { ["subject-path"] = "vms/release/${{ github.ref_name }}/*/*" },
                },
                SharedSteps.Run("Release", "release", Distros, ("GITHUB_TOKEN", "${{ secrets.GITHUB_TOKEN }}")),
            ],
        };
}
