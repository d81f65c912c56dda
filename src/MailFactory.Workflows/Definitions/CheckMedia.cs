using MailFactory.Testing.Distros;
using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>Whether the catalogue's URLs are alive, each week.</summary>
internal static class CheckMedia
{
    /// <summary>The workflow.</summary>
    public static Workflow Of(DistroCatalog catalogue) =>
        new()
        {
            Name = "check-isos",
            Purpose = "Asks every URL of the catalogue each week whether it is alive.",
            Triggers = new WorkflowTriggers { Cron = "43 5 * * 1", IsDispatched = true },
            ConcurrencyGroup = "check-isos",
            Environment = new Dictionary<string, string> { ["NUKE_ENGINE"] = "Embedded" },
            Jobs =
            [
                new WorkflowJob
                {
                    Id = "check",
                    Name = "ask every URL",
                    RunsOn = "ubuntu-latest",
                    TimeoutMinutes = "30",
                    Steps =
                    [
                        .. SharedSteps.Sources,
                        SharedSteps.Run("Ask", "check-isos", ("CATALOGUE_DISTROS", string.Join(' ', catalogue.Ids))),
                        SharedSteps.Run("Write the summary", "summarise-isos") with
                        {
                            Condition = "always()",
                        },
                        SharedSteps.Upload("Keep the answers", "iso-links", "test_results/iso_links.json", days: 90),
                    ],
                },
            ],
        };
}
