using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>
/// The job that adds the night's report to the site and publishes it: only where a variable of the repository asks for it. It starts no
/// guest, and what it reads is the merged report alone.
/// </summary>
internal static class SiteJob
{
    private const string Wanted = "vars.MAIL_FACTORY_SITE";

    /// <summary>The job; a matrix with failures is what the site is for, so only its report has to be there.</summary>
    public static WorkflowJob Create() =>
        new()
        {
            Id = "site",
            Name = "publish the site",
            Needs = [SelectJob.Id, MergeJob.Id],
            Condition =
                $"always() && needs.{SelectJob.Id}.result == 'success' && {Wanted} == 'true' && github.ref_name == github.event.repository.default_branch",
            RunsOn = "ubuntu-latest",
            TimeoutMinutes = $"{MatrixJobs.SpareMinutes}",
            Environment = "github-pages",
            Permissions = new Dictionary<string, string>
            {
                ["contents"] = "write",
                ["pages"] = "write",
                ["id-token"] = "write",
            },
            Steps =
            [
                .. SharedSteps.Sources,
                SharedSteps.Download("Fetch the report", "report", "night"),
                SharedSteps.Run("Add the night to the site", "grow-site", ("GITHUB_TOKEN", "${{ secrets.GITHUB_TOKEN }}")),
                new ActionStep
                {
                    Name = "Hand the site over",
                    Action = PinnedAction.UploadPages,
                    With = new Dictionary<string, string> { ["path"] = "site" },
                },
                new ActionStep { Name = "Publish", Action = PinnedAction.DeployPages },
            ],
        };
}
