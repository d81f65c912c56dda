using MailFactory.Testing.Downloads;

namespace MailFactory.Testing.Media.Store;

/// <summary>Whether a URL of the catalogue is alive.</summary>
internal sealed record LinkResult
{
    /// <summary>The distro.</summary>
    public required string DistroId { get; init; }

    /// <summary>
    /// What is there: <c>folder</c> (a list of versions), <c>manifest</c>, <c>signature</c>, <c>confirmation</c>, <c>iso</c>,
    /// <c>repository</c>
    /// or <c>archive</c>; or <c>trust</c>, which is what a download would say about the proof of the ISO.
    /// </summary>
    public required string What { get; init; }

    /// <summary>The URL.</summary>
    public required Uri Url { get; init; }

    /// <summary>What is wrong; null when it is alive.</summary>
    public DownloadFault? Fault { get; init; }

    /// <summary>Why a download would refuse the medium although it is there, in one line; null when it would not.</summary>
    public string? Refusal { get; init; }

    /// <summary>One line: what the server said, or what proves the medium.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether another place has the same, so that nothing is lost when this one is dead.</summary>
    public bool HasAlternative { get; init; }

    /// <summary>Whether the server has it.</summary>
    public bool IsAlive => Fault is null;

    /// <summary>Whether DownloadIsos would not use it, and nothing else stands in.</summary>
    public bool IsRefused => Refusal is not null && !HasAlternative;

    /// <summary>Whether the distro cannot be had any more: this is dead, and no other place has it.</summary>
    public bool IsLost => !IsAlive && !HasAlternative;
}
