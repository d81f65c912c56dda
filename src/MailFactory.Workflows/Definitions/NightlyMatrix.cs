using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>The default matrix each night, or what a person asks for.</summary>
internal static class NightlyMatrix
{
    /// <summary>The workflow.</summary>
    public static Workflow Of(MatrixJobs plan) =>
        new()
        {
            Name = "nightly-matrix",
            Purpose = "Takes each distro from its install medium to a tested mail server, one job each, and makes one report.",
            Triggers = new WorkflowTriggers
            {
                Cron = "17 1 * * *",
                IsDispatched = true,
                Inputs =
                [
                    WorkflowInput.Text("distros", "Distros, such as 'debian-13 fedora-41'; empty or 'all' for the default matrix"),
                    WorkflowInput.Text("checks", "Conformance checks, such as 'SMTP-01 IMAP-01'; empty for all"),
                    WorkflowInput.Text(
                        "provisioner",
                        "What makes the mail server: packages, or mail-factory, which a self-hosted runner has; empty for packages"
                    ),
                    WorkflowInput.Text(
                        "parts",
                        "Optional parts of a server set up from packages: sieve, quota, spam, virus, or all; empty for none"
                    ),
                    WorkflowInput.Flag("fresh", "Install anew, whatever the caches hold"),
                    WorkflowInput.Flag("hosted", "Use GitHub's runners even where self-hosted ones are configured"),
                ],
            },
            ConcurrencyGroup = "nightly-matrix",
            Environment = new Dictionary<string, string> { ["NUKE_ENGINE"] = "Embedded" },
            Jobs = [SelectJob.Of(plan), DistroJob.Of(plan), MergeJob.Create(), SiteJob.Create(), FactoryJob.Create(), MachinesJob.Create()],
        };
}
