namespace MailFactory.Testing.AnswerFiles;

/// <summary>The values that only a template for the Debian installer uses.</summary>
internal sealed record DebianInputs
{
    /// <summary>The package mirror, such as <c>http://deb.debian.org/debian</c>.</summary>
    public required Uri Mirror { get; init; }

    /// <summary>The mirror's scheme: <c>http</c> or <c>https</c>.</summary>
    public string MirrorScheme => Mirror.Scheme;

    /// <summary>The mirror's host, with its port unless that is the scheme's own.</summary>
    public string MirrorHost => Mirror.Authority;

    /// <summary>The mirror's folder, such as <c>/debian</c>.</summary>
    public string MirrorPath => Mirror.AbsolutePath.TrimEnd('/');

    /// <summary>
    /// The archive of the release's security updates, with a slash at its end; null to install without. It was asked before: the
    /// installer shows an error that no answer file answers when it cannot use it.
    /// </summary>
    public required Uri? Security { get; init; }

    /// <summary>
    /// The host of the security updates where the installer makes their URL itself, which is http and <c>/debian-security</c>.
    /// </summary>
    public string? SecurityHost => Security is { Scheme: "http", AbsolutePath: "/debian-security/" } ? Security.Authority : null;

    /// <summary>Security updates of any other URL, as a line of sources.list without its type.</summary>
    public string? SecurityRepository =>
        Security is null || SecurityHost is not null ? null : $"{Security.AbsoluteUri} {Suite}-security main";

    /// <summary>The proxy that the installer fetches everything through, such as <c>http://10.0.2.2:3142</c>; null for none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The release to install, as the mirror names it.</summary>
    public required string Suite { get; init; }

    /// <summary>The release whose installer components are used; differs from <see cref="Suite"/> on a mirror in mid-update.</summary>
    public required string ComponentSuite { get; init; }

    /// <summary>Installer components to load instead of the standard ones; empty leaves the choice to the installer.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Kernel modules to load before the installer's main menu.</summary>
    public IReadOnlyList<string> KernelModules { get; init; } = [];
}
