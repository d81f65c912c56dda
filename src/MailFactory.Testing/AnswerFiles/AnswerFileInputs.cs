namespace MailFactory.Testing.AnswerFiles;

/// <summary>The values an answer-file template may use.</summary>
public sealed record AnswerFileInputs
{
    /// <summary>Host name of the installed system, without domain.</summary>
    public required string Hostname { get; init; }

    /// <summary>DNS domain of the installed system.</summary>
    public required string Domain { get; init; }

    /// <summary>The user that gets this run's SSH key and password-less sudo.</summary>
    public string User { get; init; } = "mailtest";

    /// <summary>The user's password as a crypt(5) hash.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>The user's public SSH key, one line.</summary>
    public required string SshPublicKey { get; init; }

    /// <summary>The word that the installer prints on the serial console as its last step.</summary>
    public required string Nonce { get; init; }

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

    /// <summary>Installer components to load.</summary>
    public required IReadOnlyList<string> Components { get; init; }

    /// <summary>Kernel modules to load before the installer's main menu.</summary>
    public required IReadOnlyList<string> KernelModules { get; init; }

    /// <summary>Where an installer that can posts its progress events, as the guest sees it.</summary>
    public required Uri EventsUrl { get; init; }

    /// <summary>The disk to install on.</summary>
    public string Disk { get; init; } = "/dev/vda";
}
