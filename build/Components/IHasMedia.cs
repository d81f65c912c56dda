using Nuke.Common;
using Nuke.Common.IO;

/// <summary>Where install media come from.</summary>
interface IHasMedia : IHasMirror
{
    [Parameter("An install ISO that is already here; needs --iso-sha256")]
    AbsolutePath? IsoPath => TryGetValue(() => IsoPath);

    [Parameter("The SHA-256 digest of the ISO at --iso-path")]
    string? IsoSha256 => TryGetValue(() => IsoSha256);
}
