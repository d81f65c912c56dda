using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A workflow; see "Workflow syntax for GitHub Actions".</summary>
public class GitHubActionsConfiguration : ConfigurationEntity
{
    /// <summary>The workflow's name.</summary>
    public string Name { get; set; }

    /// <summary>Events without further words.</summary>
    public GitHubActionsTrigger[] ShortTriggers { get; set; }

    /// <summary>Events with further words; in place of <see cref="ShortTriggers"/>.</summary>
    public GitHubActionsDetailedTrigger[] DetailedTriggers { get; set; }

    /// <summary>What the token may be, with <c>read</c> or <c>write</c>.</summary>
    public (GitHubActionsPermissions Type, string Permission)[] Permissions { get; set; } = [];

    /// <summary>The group of workflows of which one runs at a time, or null.</summary>
    public string ConcurrencyGroup { get; set; }

    /// <summary>Whether a new run cancels the one before it.</summary>
    public bool ConcurrencyCancelInProgress { get; set; }

    /// <summary>The jobs.</summary>
    public GitHubActionsJob[] Jobs { get; set; }

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"name: {Name}");
        writer.WriteLine();
        WriteTriggers(writer);
        writer.WriteLine();
        if (Permissions.Length > 0)
        {
            writer.WriteBlock("permissions:", Permissions.Select(x => $"{EnumText.Of(x.Type)}: {x.Permission}"));
            writer.WriteLine();
        }

        if (writer.WriteConcurrency(ConcurrencyGroup, ConcurrencyCancelInProgress))
        {
            writer.WriteLine();
        }

        writer.WriteLine("jobs:");
        using (writer.Indent())
        {
            foreach (var job in Jobs)
            {
                job.Write(writer);
            }
        }
    }

    private void WriteTriggers(CustomFileWriter writer)
    {
        if (ShortTriggers.Length > 0)
        {
            writer.WriteLine($"on: [{string.Join(", ", ShortTriggers.Select(x => EnumText.Of(x)))}]");
            return;
        }

        writer.WriteLine("on:");
        using (writer.Indent())
        {
            foreach (var trigger in DetailedTriggers)
            {
                trigger.Write(writer);
            }
        }
    }
}
