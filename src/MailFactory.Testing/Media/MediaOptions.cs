using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Media;

/// <summary>What the user may say about media.</summary>
internal sealed record MediaOptions
{
    /// <summary>The Debian mirror that is used unless another is named.</summary>
    public static readonly Uri DefaultMirror = new("http://deb.debian.org/debian/");

    /// <summary>The Debian mirror for netboot media; <see cref="DefaultMirror"/> unless set.</summary>
    public Uri Mirror { get; init; } = DefaultMirror;

    /// <summary>An ISO of the user's own, used instead of any download; needs <see cref="IsoSha256"/>.</summary>
    public string? IsoPath { get; init; }

    /// <summary>
    /// The SHA-256 digest of <see cref="IsoPath"/>, 64 hexadecimal digits; may be missing only where <see cref="LeastTrust"/> is
    /// <see cref="TrustLevel.None"/>.
    /// </summary>
    public string? IsoSha256 { get; init; }

    /// <summary>The trust below which a medium is refused; <see cref="TrustLevel.Pinned"/> unless set.</summary>
    public TrustLevel LeastTrust { get; init; } = TrustLevel.Pinned;

    /// <summary>The offline token of a Red Hat account; media that need one can only be brought along when null.</summary>
    public SecretText? RedHatToken { get; init; }

    /// <summary>Whether to use only what is on disk and to ask no server.</summary>
    public bool IsOffline { get; init; }
}
