using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A time of day, week or month.</summary>
public class GitHubActionsScheduledTrigger : GitHubActionsDetailedTrigger
{
    /// <summary>The schedule in cron's syntax, in UTC.</summary>
    public string Cron { get; set; }

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer) => writer.WriteBlock("schedule:", [$"- cron: {WorkflowText.InQuotes(Cron)}"]);
}
