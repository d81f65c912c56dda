namespace MailFactory.Testing.Installs;

/// <summary>A part of an install as its serial text shows it.</summary>
public sealed record InstallPhase
{
    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The share of the whole install's time, relative to the other phases' weights.</summary>
    public required double Weight { get; init; }

    /// <summary>
    /// A regular expression for the lines of this phase. The first one starts it; a number before the last percent sign of
    /// such a line is the phase's progress.
    /// </summary>
    public required string Pattern { get; init; }
}
