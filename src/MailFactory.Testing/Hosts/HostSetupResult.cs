using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Hosts;

/// <summary>Whether the host has what a run needs.</summary>
internal sealed record HostSetupResult
{
    /// <summary><see cref="Runs.FailureClass.None"/> when nothing that is required is missing.</summary>
    public required FailureClass FailureClass { get; init; }

    /// <summary>What was missing and installed, or what is missing and the command that installs it; several lines at most.</summary>
    public required string Message { get; init; }

    /// <summary>Whether a run can start.</summary>
    public bool IsReady => FailureClass == FailureClass.None;
}
