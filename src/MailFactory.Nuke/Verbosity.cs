namespace Nuke.Common;

/// <summary>How much of the log reaches the console; the log file always gets everything.</summary>
public enum Verbosity
{
    /// <summary>Everything, and stack traces.</summary>
    Verbose,

    /// <summary>Debug messages and up (the default).</summary>
    Normal,

    /// <summary>Warnings and errors.</summary>
    Minimal,

    /// <summary>Errors.</summary>
    Quiet,
}
