namespace Nuke.Common.CI.GitHubActions;

/// <content>How the jobs run.</content>
public partial class GitHubActionsAttribute
{
    private GitHubActionsSubmodules? _submodules;
    private bool? _lfs;
    private uint? _fetchDepth;
    private bool? _progress;

    /// <summary>Folders that are kept from run to run.</summary>
    public string[] CacheIncludePatterns { get; set; } = [".nuke/temp", "~/.nuget/packages"];

    /// <summary>What is left out of them.</summary>
    public string[] CacheExcludePatterns { get; set; } = [];

    /// <summary>The files whose content decides whether they still fit; none switches the cache off.</summary>
    public string[] CacheKeyFiles { get; set; } = ["**/global.json", "**/*.csproj", "**/Directory.Packages.props"];

    /// <summary>Whether what the targets produce is kept with the run; default true.</summary>
    public bool PublishArtifacts { get; set; } = true;

    /// <summary>When it is kept, or null for "when all went well".</summary>
    public string PublishCondition { get; set; }

    /// <summary>How many minutes a job may take; 0 leaves it to GitHub (360).</summary>
    public int TimeoutMinutes { get; set; }

    /// <summary>The deployment environment, or null.</summary>
    public string EnvironmentName { get; set; }

    /// <summary>The environment's URL, or null.</summary>
    public string EnvironmentUrl { get; set; }

    /// <summary>The group of workflows of which one runs at a time, or null.</summary>
    public string ConcurrencyGroup { get; set; }

    /// <summary>Whether a new run cancels the one before it.</summary>
    public bool ConcurrencyCancelInProgress { get; set; }

    /// <summary>The group of jobs of which one runs at a time, or null.</summary>
    public string JobConcurrencyGroup { get; set; }

    /// <summary>Whether a new job cancels the one before it.</summary>
    public bool JobConcurrencyCancelInProgress { get; set; }

    /// <summary>The targets to invoke.</summary>
    public string[] InvokedTargets { get; set; } = [];

    /// <summary>How submodules are checked out; unless set, it is left to actions/checkout, as with the next four.</summary>
    public GitHubActionsSubmodules Submodules
    {
        get => _submodules ?? default;
        set => _submodules = value;
    }

    /// <summary>Whether files of Git LFS are fetched.</summary>
    public bool Lfs
    {
        get => _lfs ?? default;
        set => _lfs = value;
    }

    /// <summary>How many commits are fetched; 0 is all.</summary>
    public uint FetchDepth
    {
        get => _fetchDepth ?? 1;
        set => _fetchDepth = value;
    }

    /// <summary>Whether the progress of the checkout is shown.</summary>
    public bool Progress
    {
        get => _progress ?? true;
        set => _progress = value;
    }

    /// <summary>The filter of a partial clone.</summary>
    public string Filter { get; set; }
}
