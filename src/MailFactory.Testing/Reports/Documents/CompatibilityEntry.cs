namespace MailFactory.Testing.Reports.Documents;

/// <summary>What is proven of one distro.</summary>
internal sealed record CompatibilityEntry
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>How its newest test ended; <see cref="SupportStatus.NotTested"/> when there was none.</summary>
    public required SupportStatus Status { get; init; }

    /// <summary>The run that proves it; null when there was none, as are the others then.</summary>
    public string? RunId { get; init; }

    /// <summary>When that run tested it.</summary>
    public DateTimeOffset? Tested { get; init; }

    /// <summary>The accelerator of that run, with QEMU's version.</summary>
    public string? Accelerator { get; init; }

    /// <summary>How far its medium was proven, in the words of the run.</summary>
    public string? Trust { get; init; }

    /// <summary>What the run said of the install, or of the archive it took.</summary>
    public string? Install { get; init; }

    /// <summary>What the run said of the mail server, or the cause of the failure before.</summary>
    public string? MailServer { get; init; }

    /// <summary>How many checks passed.</summary>
    public int ChecksPassed { get; init; }

    /// <summary>How many checks apply to the server.</summary>
    public int Checks { get; init; }
}
