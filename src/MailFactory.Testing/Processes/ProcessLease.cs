using System.Text.Json.Serialization;

namespace MailFactory.Testing.Processes;

/// <summary>The record of a running child process, kept on disk so that a later run can end what a killed one left.</summary>
internal sealed record ProcessLease
{
    /// <summary>What the process is for, such as <c>debian-13 install</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the process is; a machine where an older lease does not say.</summary>
    public ProcessKind Kind { get; init; }

    /// <summary>The process.</summary>
    public required ProcessIdentity Process { get; init; }

    /// <summary>The run that started it and is responsible for it as long as it lives.</summary>
    public required ProcessIdentity Owner { get; init; }

    /// <summary>A random name for this lease; never used twice.</summary>
    public required string Nonce { get; init; }

    /// <summary>The command line, for people.</summary>
    public required string Command { get; init; }

    /// <summary>When the process was started.</summary>
    public required DateTimeOffset Taken { get; init; }

    /// <summary>A temporary folder that goes when the process goes; null when it has none.</summary>
    public string? ScratchFolder { get; init; }

    /// <summary>Whether the process was let go: it belongs to no run and keeps running until somebody ends it.</summary>
    [JsonIgnore]
    public bool IsKeptRunning => Owner == Process;
}
