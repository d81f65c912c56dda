namespace MailFactory.Testing.Runs;

/// <summary>What a run knows about one of its distros beside the results of the stages.</summary>
public sealed record DistroFacts
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The name for people, such as <c>Debian 13 (trixie)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The accelerator its machines ran under, with the version of QEMU.</summary>
    public required string Accelerator { get; init; }

    /// <summary>
    /// How far its medium was proven: <c>signed</c>, <c>pinned</c>, <c>checksum-only</c> or <c>none</c>; null when the run did not verify
    /// one.
    /// </summary>
    public string? Trust { get; init; }

    /// <summary>The user's own disk that the mail server was tested on, by its full path; null when a distro was installed.</summary>
    public string? Image { get; init; }

    /// <summary>The address of the server that was tested, when it is one that somebody runs; its distro is then its name.</summary>
    public string? Server { get; init; }

    /// <summary>The bundle with the evidence of its failure, relative to the work directory; null when it did not fail.</summary>
    public string? EvidenceBundle { get; init; }

    /// <summary>Where a merged report has the distro's part from; null in the report of a single run.</summary>
    public RunOrigin? Origin { get; init; }
}
