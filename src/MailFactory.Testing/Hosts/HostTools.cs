namespace MailFactory.Testing.Hosts;

/// <summary>What the main job needs on the host, with the packages that bring it.</summary>
internal static class HostTools
{
    /// <summary>Everything, required things first.</summary>
    public static IReadOnlyList<HostTool> All { get; } =
    [
        // Fedora's name; Red Hat's qemu-kvm has no qemu-system-x86_64.
        Program("qemu-system-x86_64", "run the virtual machines", "qemu-system-x86", "qemu-system-x86-core", "qemu-x86"),
        Program("qemu-img", "create and compress virtual disks", "qemu-utils", "qemu-img", "qemu-tools"),
        Program("xorriso", "read install media and write seed media", "xorriso", "xorriso", "xorriso"),
        // By path for dnf, because newer Fedora releases moved gpgv out of gnupg2.
        Program("gpgv", "verify signatures", "gpgv", "/usr/bin/gpgv", "gpg2"),
        Program("cpio", "add files to an installer's initrd", "cpio", "cpio", "cpio"),
        Program("xz", "unpack packages", "xz-utils", "xz", "xz"),
        Program("openssl", "hash the guest's password", "openssl", "openssl", "openssl"),
        // Prints its usage for an unknown option; it has no option for its version.
        Program("ssh-keygen", "make a key pair for each run", "openssh-client", "openssh", "openssh-clients") with
        {
            VersionArguments = [],
        },
        new()
        {
            Name = "UEFI firmware",
            Purpose = "run machines with --firmware uefi",
            AnyOf =
            [
                "/usr/share/OVMF/OVMF_CODE_4M.fd",
                "/usr/share/OVMF/OVMF_CODE.fd",
                "/usr/share/edk2/ovmf/OVMF_CODE.fd",
                "/usr/share/qemu/ovmf-x86_64-4m-code.bin",
            ],
            Packages = Packages("ovmf", "edk2-ovmf", "qemu-ovmf-x86_64"),
            IsOptional = true,
        },
        // The catalogue brings these keys along; a distribution's own package is newer, and says so when a key was revoked.
        Keys(
            "Debian's archive keys",
            "Debian's package indices",
            "debian-archive-keyring",
            "debian-keyring",
            "/usr/share/keyrings/debian-archive-keyring.gpg",
            "/usr/share/keyrings/debian-archive-keyring.pgp"
        ),
        Keys(
            "Debian's role keys",
            "Debian's ISO images",
            "debian-keyring",
            null,
            "/usr/share/keyrings/debian-role-keys.gpg",
            "/usr/share/keyrings/debian-role-keys.pgp"
        ),
        Keys("Ubuntu's keys", "Ubuntu's ISO images", "ubuntu-keyring", "ubu-keyring", "/usr/share/keyrings/ubuntu-archive-keyring.gpg"),
        Keys(
            "other vendors' keys",
            "ISO images of Fedora, AlmaLinux and openSUSE",
            "distribution-gpg-keys",
            "distribution-gpg-keys",
            "/usr/share/distribution-gpg-keys/fedora/RPM-GPG-KEY-fedora-41-primary"
        ),
    ];

    private static readonly HostTool[] _forTests =
    [
        Program("mmdebstrap", "make root file systems for mail servers under test", "mmdebstrap", "mmdebstrap", "mmdebstrap"),
        Program("mke2fs", "make the disk of a machine to be released", "e2fsprogs", "e2fsprogs", "e2fsprogs") with
        {
            VersionArguments = ["-V"],
        },
        Program("ip", "give them a network of their own", "iproute2", "iproute", "iproute2"),
        Program("zsh", "try the completion of the build's command line", "zsh", "zsh", "zsh"),
        Program("gpg", "sign test fixtures", "gpg", "gnupg2", "gpg2"),
        Program("minisign", "sign test fixtures another way", "minisign", "minisign", "minisign") with
        {
            VersionArguments = ["-v"],
        },
        Program("dropbear", "be the SSH server of replayed machines", "dropbear-bin", "dropbear", "dropbear") with
        {
            VersionArguments = ["-V"],
        },
        new()
        {
            Name = "nss_wrapper",
            Purpose = "give that server a user",
            AnyOf = ["/usr/lib/x86_64-linux-gnu/libnss_wrapper.so", "/usr/lib64/libnss_wrapper.so"],
            Packages = Packages("libnss-wrapper", "nss_wrapper", "nss_wrapper"),
        },
        Program(
            "javac",
            "compile the stand-in for Mail Server Factory",
            "openjdk-17-jdk-headless",
            "java-latest-openjdk-devel",
            "java-17-openjdk-devel"
        ),
        Program("shellcheck", "check shell scripts", "shellcheck", "ShellCheck", "ShellCheck"),
        Program("npm", "lint the workflows", "npm", "nodejs-npm", "npm-default"),
        Program("xmllint", "check AutoYaST profiles", "libxml2-utils", "libxml2", "libxml2-tools"),
        Program("chromium", "look at the pages of the plan and of the report", "chromium", "chromium", "chromium"),
    ];

    /// <summary>What the project's own integration tests need besides; without them those tests are skipped, saying so.</summary>
    public static IReadOnlyList<HostTool> ForSelfTest { get; } = [.. All, .. _forTests.Select(tool => tool with { IsOptional = true })];

    private static HostTool Program(string name, string purpose, string aptGet, string dnf, string zypper) =>
        new()
        {
            Name = name,
            Purpose = purpose,
            AnyOf = [name],
            Packages = Packages(aptGet, dnf, zypper),
            VersionArguments = ["--version"],
        };

    private static HostTool Keys(string name, string what, string aptGet, string? dnf, params string[] anyOf) =>
        new()
        {
            Name = name,
            Purpose = $"verify {what}, by keys newer than those of this project",
            AnyOf = anyOf,
            Packages = Packages(aptGet, dnf, null),
            IsOptional = true,
        };

    private static Dictionary<string, string> Packages(string? aptGet, string? dnf, string? zypper) =>
        new[] { ("apt-get", aptGet), ("dnf", dnf), ("zypper", zypper) }
            .Where(package => package.Item2 is not null)
            .ToDictionary(package => package.Item1, package => package.Item2!);
}
