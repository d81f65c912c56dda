namespace MailFactory.Testing.Hosts;

/// <summary>Something the host must have: a program, or a file such as a keyring.</summary>
internal sealed record HostTool
{
    /// <summary>What to call it in messages.</summary>
    public required string Name { get; init; }

    /// <summary>What it is needed for, as the end of the sentence "needed to ...".</summary>
    public required string Purpose { get; init; }

    /// <summary>Programs (looked up in PATH) or full paths; the first one that is there will do.</summary>
    public required IReadOnlyList<string> AnyOf { get; init; }

    /// <summary>The package that brings it, by the name of the package manager's program; none where no package is known.</summary>
    public required IReadOnlyDictionary<string, string> Packages { get; init; }

    /// <summary>Arguments that make the program print its version on its first line; empty for files.</summary>
    public IReadOnlyList<string> VersionArguments { get; init; } = [];

    /// <summary>Whether a run can do without it.</summary>
    public bool IsOptional { get; init; }
}
