using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>A directory tree of a Debian release with the packages the tests need, made once and kept in the work directory.</summary>
internal static class RootFsImage
{
    /// <summary>
    /// The tree in which Debian's binaries are packages of rpm, with repositories of Fedora's and openSUSE's layout below /srv/www, real
    /// dnf and zypper to install them with, and an install disc in /srv/disc.img; no mail server is installed.
    /// </summary>
    public const string Rpm = "rpm";

    /// <summary>The tree of Debian 13 with OpenSMTPD and Dovecot.</summary>
    public const string OpenSmtpd = "opensmtpd";

    /// <summary>The tree of Debian 13 with Exim and Cyrus.</summary>
    public const string EximCyrus = "exim-cyrus";

    private const string Mirror = "http://deb.debian.org/debian";

    private static readonly string[] _packages =
    [
        "busybox",
        "ca-certificates",
        "dovecot-imapd",
        "dovecot-lmtpd",
        "dovecot-pop3d",
        "iproute2",
        "openssh-server",
        "openssl",
        "postfix",
        "procps",
        "sudo",
    ];

    private static readonly string[] _partsPackages =
    [
        .. _packages,
        "clamav-daemon",
        "clamav-freshclam",
        "clamav-milter",
        "dovecot-managesieved",
        "dovecot-sieve",
        "rspamd",
    ];

    private static readonly string[] _rpmPackages =
    [
        .. _packages,
        "createrepo-c",
        "dbus",
        "dnf",
        "firewalld",
        "gnupg",
        "nftables",
        "postfix-lmdb",
        "rpm",
        "squashfs-tools",
        "zypper",
    ];

    private static readonly string[] _openSmtpdPackages =
    [
        "busybox",
        "ca-certificates",
        "dovecot-imapd",
        "dovecot-lmtpd",
        "dovecot-pop3d",
        "iproute2",
        "openssl",
        "procps",
        "opensmtpd",
    ];

    private static readonly string[] _eximCyrusPackages =
    [
        "busybox",
        "ca-certificates",
        "cyrus-clients",
        "cyrus-imapd",
        "cyrus-pop3d",
        "exim4-daemon-heavy",
        "iproute2",
        "libsasl2-modules",
        "openssl",
        "procps",
        "sasl2-bin",
    ];

    private static readonly SemaphoreSlim _making = new(1);

    /// <summary>
    /// The tree of a release, such as <c>trixie</c>, of one with the optional parts, such as <c>trixie+parts</c>, or <see cref="Rpm"/>; fetched from the mirror when it is not there yet.
    /// </summary>
    public static async Task<string> TreeAsync(string suite, CancellationToken cancellationToken)
    {
        var layouts = suite == Rpm ? Path.Combine(AppContext.BaseDirectory, "Fixtures", "RootFs", "rpm-layouts.sh") : null;
        var release = suite.Split('+')[0];
        var packages = suite switch
        {
            Rpm => _rpmPackages,
            OpenSmtpd => _openSmtpdPackages,
            EximCyrus => _eximCyrusPackages,
            _ => release == suite ? _packages : _partsPackages,
        };
        var script = layouts is null ? string.Empty : await File.ReadAllTextAsync(layouts, cancellationToken);
        var key = Digest.OfText(string.Join(' ', [suite, .. packages]) + script)[..12];
        var tree = Path.Combine(Folder(), $"{suite}-{key}");
        if (Directory.Exists(tree))
        {
            return tree;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(tree))
            {
                string[] hook = layouts is null ? [] : [$"--customize-hook=chroot \"$1\" sh -s <'{layouts}'"];
                await MakeAsync(
                    suite switch
                    {
                        Rpm => "bookworm",
                        OpenSmtpd or EximCyrus => "trixie",
                        _ => release,
                    },
                    [$"--include={string.Join(',', packages)}", .. hook],
                    tree,
                    cancellationToken
                );
            }

            return tree;
        }
        finally
        {
            _making.Release();
        }
    }

    // Made beside its place and moved there whole: a run that breaks off leaves nothing that looks finished.
    private static async Task MakeAsync(string suite, string[] options, string tree, CancellationToken cancellationToken)
    {
        var partial = $"{tree}.{Environment.ProcessId}.partial";
        Directory.CreateDirectory(Folder());

        // A mirror of a release that is still being made may be behind for days.
        const string AnyAge = "--aptopt=Acquire::Check-Valid-Until \"false\"";
        var command = ToolCommand.Create("mmdebstrap", ["--quiet", "--variant=minbase", AnyAge, .. options, suite, partial, Mirror]) with
        {
            Timeout = TimeSpan.FromMinutes(10),
        };
        (await ToolRunner.RunAsync(command, cancellationToken)).EnsureSuccess();
        Directory.Move(partial, tree);
    }

    private static string Folder() => Repository.PathOf("vms", "rootfs");
}
