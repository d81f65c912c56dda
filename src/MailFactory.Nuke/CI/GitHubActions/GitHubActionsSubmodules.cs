namespace Nuke.Common.CI.GitHubActions;

/// <summary>How submodules are checked out.</summary>
public enum GitHubActionsSubmodules
{
    /// <summary>Not at all.</summary>
    False,

    /// <summary>The direct ones.</summary>
    True,

    /// <summary>All.</summary>
    Recursive,
}
