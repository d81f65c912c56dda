using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A push or a pull request, of certain branches, tags or paths.</summary>
public class GitHubActionsVcsTrigger : GitHubActionsDetailedTrigger
{
    /// <summary>Push or pull request.</summary>
    public GitHubActionsTrigger Kind { get; set; }

    /// <summary>Branches that count.</summary>
    public string[] Branches { get; set; } = [];

    /// <summary>Branches that do not count.</summary>
    public string[] BranchesIgnore { get; set; } = [];

    /// <summary>Tags that count.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Tags that do not count.</summary>
    public string[] TagsIgnore { get; set; } = [];

    /// <summary>Paths that count.</summary>
    public string[] IncludePaths { get; set; } = [];

    /// <summary>Paths that do not count.</summary>
    public string[] ExcludePaths { get; set; } = [];

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"{EnumText.Of(Kind)}:");
        using var _ = writer.Indent();
        WriteList("branches:", Branches);
        WriteList("branches-ignore:", BranchesIgnore);
        WriteList("tags:", Tags);
        WriteList("tags-ignore:", TagsIgnore);
        WriteList("paths:", IncludePaths.Concat(ExcludePaths.Select(x => $"!{x}")));

        void WriteList(string heading, IEnumerable<string> values) =>
            writer.WriteBlock(heading, values.Select(x => $"- {WorkflowText.Quoted(x)}"));
    }
}
