using Nuke.Common.Tooling;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>The events that may start a workflow without further words.</summary>
public enum GitHubActionsTrigger
{
    /// <summary>A push.</summary>
    [EnumValue("push")]
    Push,

    /// <summary>A pull request.</summary>
    [EnumValue("pull_request")]
    PullRequest,

    /// <summary>A person or a program asks for it.</summary>
    [EnumValue("workflow_dispatch")]
    WorkflowDispatch,
}
