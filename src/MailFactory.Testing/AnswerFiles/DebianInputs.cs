namespace MailFactory.Testing.AnswerFiles;

/// <summary>The values that only a template for the Debian installer uses.</summary>
public sealed record DebianInputs
{
    /// <summary>The package mirror, such as <c>http://deb.debian.org/debian</c>.</summary>
    public required Uri Mirror { get; init; }

    /// <summary>The mirror's scheme: <c>http</c> or <c>https</c>.</summary>
    public string MirrorScheme => Mirror.Scheme;

    /// <summary>The mirror's host, with its port unless that is the scheme's own.</summary>
    public string MirrorHost => Mirror.Authority;

    /// <summary>The mirror's folder, such as <c>/debian</c>.</summary>
    public string MirrorPath => Mirror.AbsolutePath.TrimEnd('/');

    /// <summary>The release to install, as the mirror names it.</summary>
    public required string Suite { get; init; }

    /// <summary>The release whose installer components are used; differs from <see cref="Suite"/> on a mirror in mid-update.</summary>
    public required string ComponentSuite { get; init; }

    /// <summary>Installer components to load instead of the standard ones; empty leaves the choice to the installer.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Kernel modules to load before the installer's main menu.</summary>
    public IReadOnlyList<string> KernelModules { get; init; } = [];
}
