using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Runs the build.</summary>
public class GitHubActionsRunStep : GitHubActionsStep
{
    /// <summary>The script that starts the build.</summary>
    public string BuildCmdPath { get; set; }

    /// <summary>The targets to invoke.</summary>
    public string[] InvokedTargets { get; set; }

    /// <summary>Environment variables for the build.</summary>
    public Dictionary<string, string> Imports { get; set; }

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"- name: {WorkflowText.InQuotes($"Run: {string.Join(", ", InvokedTargets)}")}");
        using var _ = writer.Indent();
        writer.WriteLine($"run: ./{BuildCmdPath} {string.Join(' ', InvokedTargets)}");
        writer.WriteBlock("env:", Imports.Select(x => $"{x.Key}: {x.Value}"));
    }
}
