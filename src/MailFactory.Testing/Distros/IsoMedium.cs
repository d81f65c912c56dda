namespace MailFactory.Testing.Distros;

/// <summary>An install ISO: where it comes from and where its installer lies in it.</summary>
internal sealed record IsoMedium
{
    /// <summary>A regular expression for the file name; the highest version wins when a manifest lists several.</summary>
    public required string FileNamePattern { get; init; }

    /// <summary>About how large it is, in MB, for those who plan their disk; null where it is unknown.</summary>
    public int? AboutMB { get; init; }

    /// <summary>The kernel inside the ISO.</summary>
    public required string KernelPath { get; init; }

    /// <summary>The initrd inside the ISO.</summary>
    public required string InitrdPath { get; init; }

    /// <summary>Where anybody can fetch it; null when the vendor asks for an account.</summary>
    public IsoDownload? Download { get; init; }

    /// <summary>
    /// Whether the installed system has no other source of packages, as its vendor's servers want a subscription: it then lies in a
    /// drive of the machine that gets a mail server, which mounts it and installs from its BaseOS and AppStream.
    /// </summary>
    public bool ServesInstalledSystem { get; init; }

    /// <summary>The content set of Red Hat's image API that lists it, such as <c>rhel-9-for-x86_64-baseos-isos</c>.</summary>
    public string? RedHatContentSet { get; init; }
}
