using Nuke.Common;
using Nuke.Common.IO;

/// <summary>Where install media come from.</summary>
interface IHasMedia : INukeBuild
{
    [Parameter("Debian mirror for netboot media and guests - Default is 'http://deb.debian.org/debian'")]
    string Mirror => TryGetValue(() => Mirror) ?? "http://deb.debian.org/debian";

    [Parameter("An install ISO that is already here; needs --iso-sha256")]
    AbsolutePath? IsoPath => TryGetValue(() => IsoPath);

    [Parameter("The SHA-256 digest of the ISO at --iso-path")]
    string? IsoSha256 => TryGetValue(() => IsoSha256);
}
