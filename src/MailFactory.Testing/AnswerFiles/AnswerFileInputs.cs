using MailFactory.Testing.Distros;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>The values an answer-file template may use, named there in snake case: <c>{{ ssh_public_key }}</c>.</summary>
internal sealed record AnswerFileInputs
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

    /// <summary>The words that the installer prints on the serial console as its last step.</summary>
    public required string Nonce { get; init; }

    /// <summary>The word by which an answer file tells on the serial console that its install has failed.</summary>
    public string FailureWord { get; init; } = "MAILFACTORY-INSTALL-FAIL";

    /// <summary>The release's number as the vendor writes it, such as <c>22.04</c> or <c>9</c>.</summary>
    public required string Release { get; init; }

    /// <summary>The package tree to install from over the network; null when the medium has all packages.</summary>
    public Uri? InstallSource { get; init; }

    /// <summary>Repositories for the installed system, besides those it knows by itself.</summary>
    public IReadOnlyList<PackageRepository> Repositories { get; init; } = [];

    /// <summary>Where an installer that can posts its progress events, as the guest sees it.</summary>
    public required Uri EventsUrl { get; init; }

    /// <summary>The disk to install on.</summary>
    public string Disk { get; init; } = "/dev/vda";

    /// <summary>Whether the machine starts by UEFI, each time with empty variables.</summary>
    public bool IsUefi { get; init; }

    /// <summary>What only the Debian installer is told; null for other families.</summary>
    public DebianInputs? Debian { get; init; }
}
