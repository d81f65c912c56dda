namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>A part of an install as its serial text shows it.</summary>
internal sealed record InstallPhase
{
    /// <summary>What <see cref="Progress"/> is unless set: the number before the last percent sign.</summary>
    public const string PercentSign = @"(?<percent>\d{1,3})%";

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The share of the whole install's time, relative to the other phases' weights.</summary>
    public required double Weight { get; init; }

    /// <summary>A regular expression for the console's lines of this phase; the first one starts it.</summary>
    public string? Pattern { get; init; }

    /// <summary>The same for lines of the installer's log, from the second serial port or told over HTTP.</summary>
    public string? LogPattern { get; init; }

    /// <summary>
    /// A regular expression for the phase's progress in a line of this phase: a group <c>percent</c>, or groups <c>done</c> and
    /// <c>total</c>. The last match in a line counts.
    /// </summary>
    public string Progress { get; init; } = PercentSign;
}
