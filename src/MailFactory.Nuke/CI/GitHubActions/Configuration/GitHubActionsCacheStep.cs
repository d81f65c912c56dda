using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Keeps folders from one run to the next; see actions/cache.</summary>
public class GitHubActionsCacheStep : GitHubActionsStep
{
    /// <summary>What is kept.</summary>
    public string[] IncludePatterns { get; set; }

    /// <summary>What is left out of it.</summary>
    public string[] ExcludePatterns { get; set; }

    /// <summary>The files whose content decides whether it still fits.</summary>
    public string[] KeyFiles { get; set; }

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"- name: {WorkflowText.InQuotes($"Cache: {string.Join(", ", IncludePatterns)}")}");
        using var _ = writer.Indent();
        writer.WriteLine("uses: actions/cache@v4");
        writer.WriteLine("with:");
        using var __ = writer.Indent();
        writer.WriteBlock("path: |", IncludePatterns.Concat(ExcludePatterns.Select(x => $"!{x}")));
        writer.WriteLine($"key: ${{{{ runner.os }}}}-${{{{ hashFiles({string.Join(", ", KeyFiles.Select(x => $"'{x}'"))}) }}}}");
    }
}
