namespace Nuke.Common.Tooling;

/// <summary>A program that was started.</summary>
public interface IProcess : IDisposable
{
    /// <summary>The program's file.</summary>
    string FileName { get; }

    /// <summary>Its arguments.</summary>
    string Arguments { get; }

    /// <summary>The directory it was started in.</summary>
    string WorkingDirectory { get; }

    /// <summary>What it has printed so far.</summary>
    IReadOnlyCollection<Output> Output { get; }

    /// <summary>Its exit code, once it has ended.</summary>
    int ExitCode { get; }

    /// <summary>Whether it has ended.</summary>
    bool HasExited { get; }

    /// <summary>Its process id.</summary>
    int Id { get; }

    /// <summary>Kills it and its children.</summary>
    void Kill();

    /// <summary>Waits for its end, at most for its timeout; false, and killed, if that was not enough.</summary>
    bool WaitForExit();
}
