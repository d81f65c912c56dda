using Nuke.Common;
using Nuke.Common.IO;

/// <summary>Where install media come from.</summary>
interface IHasMedia : IHasMirror
{
    [Parameter("An install ISO that is already on this host; needs --iso-sha256")]
    AbsolutePath? IsoPath => TryGetValue(() => IsoPath);

    [Parameter("The SHA-256 digest of the ISO at --iso-path")]
    string? IsoSha256 => TryGetValue(() => IsoSha256);

    [Parameter("Uses only media that are on disk, and asks no server for them")]
    bool Offline => TryGetValue<bool?>(() => Offline) ?? false;

    [Parameter("Limit for downloads of media in MiB per second, all distros together - Default is no limit")]
    double? RateLimit => TryGetValue<double?>(() => RateLimit);

    [Parameter("The least trust that is accepted for a medium: signed, pinned, checksum-only or none - Default is 'pinned'")]
    string AllowTrust => TryGetValue(() => AllowTrust) ?? "pinned";

    [Parameter("The offline token of a Red Hat account, from access.redhat.com/management/api, needed to download its ISO")]
    [Secret]
    string? RhsmOfflineToken => TryGetValue(() => RhsmOfflineToken);
}
