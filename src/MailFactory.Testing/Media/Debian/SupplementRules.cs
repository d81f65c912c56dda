using System.Text.RegularExpressions;

namespace MailFactory.Testing.Media.Debian;

/// <summary>What is known about making up for missing installer components.</summary>
internal static partial class SupplementRules
{
    /// <summary>The package that holds a kernel's modules, without the kernel's version.</summary>
    public const string KernelPackage = "linux-image-";

    /// <summary>Modules to load once they are unpacked: disk, file system, and what the partitioner asks for.</summary>
    public static readonly IReadOnlyList<string> Modprobe = ["virtio_blk", "ext4", "dm-mod", "md-mod", "loop"];

    /// <summary>Components other than kernel modules.</summary>
    public static readonly IReadOnlyList<SupplementRule> Components =
    [
        new()
        {
            Component = "e2fsprogs-udeb",
            Sources =
            [
                ["e2fsprogs"],
                ["libext2fs2t64", "libext2fs2"],
                ["libcom-err2"],
                ["libss2"],
            ],
            Files = E2fsprogsFiles(),
        },
        // The partitioner depends on it, but touches it only for NTFS file systems, of which a new disk has none.
        new() { Component = "ntfs-3g-udeb" },
    ];

    /// <summary>Whether a package of the main index is one that stand-ins are made of.</summary>
    public static bool IsSource(string package) =>
        package.StartsWith(KernelPackage, StringComparison.Ordinal)
        || Components.Any(rule => rule.Sources.Any(names => names.Contains(package)));

    /// <summary>
    /// The kernel modules that an installation onto a virtual disk or an emulated SATA disk needs, with what they depend on; under UEFI
    /// too.
    /// </summary>
    [GeneratedRegex(
        """
            /kernel/(
              (fs/(fat|nls|efivarfs|isofs|jbd2|ext4)|drivers/(md|dax|cdrom)|crypto|lib)/.+
              |.+/(jbd2|mbcache|ext4|crc16|virtio_blk|virtio_scsi|sd_mod|sr_mod|scsi_mod|scsi_common|libata|libahci|ahci|ata_piix|loop|cdrom)
            )\.ko(\.xz|\.zst|\.gz)?$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    public static partial Regex KernelModules();

    [GeneratedRegex(
        """
            (^|/)sbin/(mke2fs|mkfs\.[^/]+|e2fsck|fsck\.[^/]+|badblocks|resize2fs|tune2fs)$
            |(^|/)lib/[^/]+/lib(ext2fs|e2p|com_err|ss)\.so\.[^/]+$
            |^etc/mke2fs\.conf$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex E2fsprogsFiles();
}
