using System.IO.Compression;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Media.Formats;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>An ISO with a vendor's layout: a kernel and an initrd where the catalogue says they are, and the vendor's label.</summary>
internal static class VendorIso
{
    private static readonly Dictionary<string, string> _labels = new()
    {
        ["ubuntu-22"] = "Ubuntu-Server 22.04.5 LTS amd64",
        ["ubuntu-24"] = "Ubuntu-Server 24.04.5 LTS amd64",
        ["debian-11"] = "Debian 11.11.0 amd64 n",
        ["debian-12"] = "Debian 12.15.0 amd64 n",
        ["debian-13"] = "Debian 13.7.0 amd64 n",
        ["debian-14"] = "Debian testing amd64 n",
        ["fedora-38"] = "Fedora-S-dvd-x86_64-38",
        ["fedora-39"] = "Fedora-S-dvd-x86_64-39",
        ["fedora-40"] = "Fedora-S-dvd-x86_64-40",
        ["fedora-41"] = "Fedora-S-dvd-x86_64-41",
        ["rhel-9"] = "RHEL-9-6-0-BaseOS-x86_64",
        ["almalinux-9"] = "AlmaLinux-9-8-x86_64-dvd",
        ["rocky-9"] = "Rocky-9-8-x86_64-dvd",
        ["opensuse-15"] = "openSUSE-Leap-15.6-DVD-x86_64710",
    };

    /// <summary>The vendor's file name of a distro's ISO.</summary>
    public static string NameOf(string distro) =>
        distro switch
        {
            "ubuntu-22" => "ubuntu-22.04.5-live-server-amd64.iso",
            "ubuntu-24" => "ubuntu-24.04.5-live-server-amd64.iso",
            "debian-11" => "debian-11.11.0-amd64-netinst.iso",
            "debian-12" => "debian-12.15.0-amd64-netinst.iso",
            "debian-13" => "debian-13.7.0-amd64-netinst.iso",
            "debian-14" => "debian-testing-amd64-netinst.iso",
            "fedora-38" => "Fedora-Server-dvd-x86_64-38-1.6.iso",
            "fedora-39" => "Fedora-Server-dvd-x86_64-39-1.5.iso",
            "fedora-40" => "Fedora-Server-dvd-x86_64-40-1.14.iso",
            "fedora-41" => "Fedora-Server-dvd-x86_64-41-1.4.iso",
            "rhel-9" => "rhel-9.6-x86_64-dvd.iso",
            "almalinux-9" => "AlmaLinux-9.8-x86_64-boot.iso",
            "rocky-9" => "Rocky-9.8-x86_64-boot.iso",
            _ => "openSUSE-Leap-15.6-DVD-x86_64-Build710.3-Media.iso",
        };

    /// <summary>Writes the ISO into a folder, with a real installer's files or stand-ins for them, and returns its path.</summary>
    public static async Task<string> CreateAsync(
        Distro distro,
        string folder,
        CancellationToken cancellationToken,
        InstallerFiles? real = null
    )
    {
        var tree = Directory.CreateDirectory(Path.Combine(folder, $"{distro.Id}.tree")).FullName;
        await WriteAsync(tree, distro.Iso!.KernelPath, "kernel", cancellationToken);
        await InitrdAsync(tree, distro.Iso.InitrdPath, cancellationToken);
        if (real is not null)
        {
            File.Copy(real.Kernel, Path.Combine(tree, distro.Iso.KernelPath.TrimStart('/')), overwrite: true);
            File.Copy(real.Initrd, Path.Combine(tree, distro.Iso.InitrdPath.TrimStart('/')), overwrite: true);
        }

        var iso = Path.Combine(folder, NameOf(distro.Id));
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create("xorriso", "-as", "mkisofs", "-quiet", "-o", iso, "-V", _labels[distro.Id], "-J", "-r", tree),
                cancellationToken
            )
        ).EnsureSuccess();
        return iso;
    }

    // Linux's own format, so that an answer file can be appended to it.
    private static async Task InitrdAsync(string tree, string path, CancellationToken cancellationToken)
    {
        var file = Path.Combine(tree, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var plain = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        CpioWriter.Write(plain, [CpioEntry.File("init", "#!/bin/sh\n"u8.ToArray(), isExecutable: true)]);
    }

    private static async Task WriteAsync(string tree, string path, string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine(tree, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"a {text}", cancellationToken);
    }
}
