using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Checks the repository out; see actions/checkout. Null leaves a setting to the action.</summary>
public class GitHubActionsCheckoutStep : GitHubActionsStep
{
    /// <summary>How submodules are checked out.</summary>
    public GitHubActionsSubmodules? Submodules { get; set; }

    /// <summary>Whether files of Git LFS are fetched.</summary>
    public bool? Lfs { get; set; }

    /// <summary>How many commits are fetched; 0 is all.</summary>
    public uint? FetchDepth { get; set; }

    /// <summary>Whether the progress is shown.</summary>
    public bool? Progress { get; set; }

    /// <summary>The filter of a partial clone.</summary>
    public string Filter { get; set; }

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine("- uses: actions/checkout@v6");
        using var _ = writer.Indent();
        writer.WriteBlock("with:", Settings().Where(x => x.Value is not null).Select(x => $"{x.Name}: {x.Value}"));
    }

    private IEnumerable<(string Name, string Value)> Settings() =>
        [
            ("submodules", Submodules?.ToString().ToLowerInvariant()),
            ("lfs", Lfs?.ToString().ToLowerInvariant()),
            ("fetch-depth", FetchDepth?.ToString()),
            ("progress", Progress?.ToString().ToLowerInvariant()),
            ("filter", Filter),
        ];
}
