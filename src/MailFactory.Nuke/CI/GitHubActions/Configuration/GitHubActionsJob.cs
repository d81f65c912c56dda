using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A job of a workflow.</summary>
public class GitHubActionsJob : ConfigurationEntity
{
    /// <summary>The job's id and name.</summary>
    public string Name { get; set; }

    /// <summary>The runner it asks for.</summary>
    public GitHubActionsImage Image { get; set; }

    /// <summary>How many minutes it may take; 0 leaves it to GitHub (360).</summary>
    public int TimeoutMinutes { get; set; }

    /// <summary>The deployment environment, or null.</summary>
    public string EnvironmentName { get; set; }

    /// <summary>The environment's URL, or null.</summary>
    public string EnvironmentUrl { get; set; }

    /// <summary>The group of jobs of which one runs at a time, or null.</summary>
    public string ConcurrencyGroup { get; set; }

    /// <summary>Whether a new job cancels the one before it.</summary>
    public bool ConcurrencyCancelInProgress { get; set; }

    /// <summary>The steps.</summary>
    public GitHubActionsStep[] Steps { get; set; }

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"{Name}:");
        using var _ = writer.Indent();
        writer.WriteLine($"name: {Name}");
        writer.WriteLine($"runs-on: {EnumText.Of(Image)}");
        if (TimeoutMinutes > 0)
        {
            writer.WriteLine($"timeout-minutes: {TimeoutMinutes}");
        }

        WriteEnvironment(writer);
        writer.WriteConcurrency(ConcurrencyGroup, ConcurrencyCancelInProgress);
        writer.WriteLine("steps:");
        using (writer.Indent())
        {
            foreach (var step in Steps)
            {
                step.Write(writer);
            }
        }
    }

    private void WriteEnvironment(CustomFileWriter writer)
    {
        if (string.IsNullOrWhiteSpace(EnvironmentName))
        {
            return;
        }

        string[] url = string.IsNullOrWhiteSpace(EnvironmentUrl) ? [] : [$"url: {EnvironmentUrl}"];
        writer.WriteBlock("environment:", [$"name: {EnvironmentName}", .. url]);
    }
}
