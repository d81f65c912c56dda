using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Keeps what the build produced with the run; see actions/upload-artifact.</summary>
public class GitHubActionsArtifactStep : GitHubActionsStep
{
    /// <summary>The artifact's name.</summary>
    public string Name { get; set; }

    /// <summary>The path, relative to the root.</summary>
    public string Path { get; set; }

    /// <summary>When it is kept, or null for "when all went well".</summary>
    public string Condition { get; set; }

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"- name: {WorkflowText.InQuotes($"Publish: {Name}")}");
        using var _ = writer.Indent();
        writer.WriteLine("uses: actions/upload-artifact@v5");
        if (!string.IsNullOrWhiteSpace(Condition))
        {
            writer.WriteLine($"if: {Condition}");
        }

        writer.WriteBlock("with:", [$"name: {Name}", $"path: {Path}"]);
    }
}
