using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>Text on serial that means the install has failed.</summary>
internal sealed record FailurePattern
{
    /// <summary>A regular expression for the line.</summary>
    public required string Pattern { get; init; }

    /// <summary>What kind of failure it is.</summary>
    public InstallFailureKind Kind { get; init; } = InstallFailureKind.InstallerError;

    /// <summary>What went wrong, in one clause; the installer's own words are added.</summary>
    public required string Cause { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>Whether a line of the installer's log counts too, not only one of the console.</summary>
    public bool IsInLog { get; init; }

    /// <summary>A line that the pattern matches, for readers and for the check of the rules.</summary>
    public required string Example { get; init; }

    /// <summary>Whose fault it is.</summary>
    public FailureClass FailureClass { get; init; } = FailureClass.Product;
}
