namespace MailFactory.Testing.Pipeline;

/// <summary>A proven install, stored as install.json in the machine's folder.</summary>
internal sealed record InstallRecord
{
    /// <summary>The file's name.</summary>
    public const string FileName = "install.json";

    /// <summary>The key of the inputs.</summary>
    public required string Key { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>How long the installer ran, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>How long each phase took, in seconds, in the order in which they ran.</summary>
    public required IReadOnlyDictionary<string, double> PhaseSeconds { get; init; }

    /// <summary>How long the installed disk alone took from power-on to SSH, in seconds.</summary>
    public required double BootSeconds { get; init; }

    /// <summary>The accelerator it ran under.</summary>
    public required string Accelerator { get; init; }

    /// <summary>PRETTY_NAME of the installed system.</summary>
    public required string OsName { get; init; }

    /// <summary>Installed packages as <c>name version</c>.</summary>
    public required IReadOnlyList<string> Packages { get; init; }
}
