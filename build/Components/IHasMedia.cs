using Nuke.Common;
using Nuke.Common.IO;

/// <summary>Where install media come from.</summary>
interface IHasMedia : IHasMirror
{
    [Parameter("An install ISO that is already here; needs --iso-sha256")]
    AbsolutePath? IsoPath => TryGetValue(() => IsoPath);

    [Parameter("The SHA-256 digest of the ISO at --iso-path")]
    string? IsoSha256 => TryGetValue(() => IsoSha256);

    [Parameter("Uses only media that are on disk; asks no server for them")]
    bool Offline => TryGetValue<bool?>(() => Offline) ?? false;

    [Parameter("The most MiB of media to receive in a second, all distros together - Default is no limit")]
    double? RateLimit => TryGetValue<double?>(() => RateLimit);

    [Parameter("The least trust a medium may have: signed, pinned, checksum-only or none - Default is 'pinned'")]
    string AllowTrust => TryGetValue(() => AllowTrust) ?? "pinned";

    [Parameter("The offline token of a Red Hat account, from access.redhat.com/management/api, which fetches its ISO")]
    [Secret]
    string? RhsmOfflineToken => TryGetValue(() => RhsmOfflineToken);
}
