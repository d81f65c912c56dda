using System.Text;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Media;

/// <summary>
/// What the vendors' hosts hold, with manifests in each vendor's own form; signed by a test key, as nobody else has the vendors'.
/// A file's content follows from its name, so that it is the same wherever it lies.
/// </summary>
internal sealed class VendorLayouts(VendorWeb web, TestKey key, string folder)
{
    public const string DebianCd = "cdimage.debian.org/debian-cd/current/amd64/iso-cd/";
    public const string DebianArchive = "cdimage.debian.org/cdimage/archive/";
    public const string Rocky = "download.rockylinux.org/pub/rocky/9/isos/x86_64/";
    public const string RockyVault = "dl.rockylinux.org/vault/rocky/";
    public const string Alma = "repo.almalinux.org/almalinux/9/isos/x86_64/";
    public const string AlmaVault = "vault.almalinux.org/";
    public const string OpenSuse = "download.opensuse.org/distribution/leap/15.6/iso/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static byte[] ContentOf(string name) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{name}\n", 300)));

    /// <summary>A distro of the catalogue that trusts the test key; its pins are of the vendor's own files, so there are none.</summary>
    public Distro Trusting(Distro distro) =>
        distro with
        {
            Iso = distro.Iso is { Download: { } download } iso
                ? iso with
                {
                    Download = download with
                    {
                        Keyrings = [key.ArmouredKeyring],
                        Fingerprints = [key.Fingerprint],
                        Pins = new Dictionary<string, string>(),
                    },
                }
                : distro.Iso,
            Netboot = null,
        };

    /// <summary>The layouts of 26 November 2026.</summary>
    public async Task TodayAsync()
    {
        await UbuntuAsync("releases.ubuntu.com/jammy/", "ubuntu-22.04.5-desktop-amd64.iso", "ubuntu-22.04.5-live-server-amd64.iso");
        await UbuntuAsync(
            "releases.ubuntu.com/noble/",
            "ubuntu-24.04.4-live-server-amd64.iso",
            "ubuntu-24.04.5-desktop-amd64.iso",
            "ubuntu-24.04.5-live-server-amd64.iso",
            "ubuntu-24.04.5-wsl-amd64.wsl"
        );
        await DebianAsync($"{DebianArchive}11.11.0/amd64/iso-cd/", "11.11.0");
        await DebianAsync($"{DebianArchive}latest-oldoldstable/amd64/iso-cd/", "11.11.0");
        await DebianAsync($"{DebianArchive}latest-oldstable/amd64/iso-cd/", "12.15.0");
        await DebianAsync($"{DebianArchive}12.9.0/amd64/iso-cd/", "12.9.0");
        await DebianAsync($"{DebianArchive}12.15.0/amd64/iso-cd/", "12.15.0");
        await DebianAsync(DebianCd, "13.7.0");
        await DebianAsync("cdimage.debian.org/cdimage/weekly-builds/amd64/iso-cd/", "testing");
        foreach (var release in (string[])["38-1.6", "39-1.5", "40-1.14", "41-1.4"])
        {
            await FedoraAsync("archives.fedoraproject.org", release);
            await FedoraAsync("dl.fedoraproject.org", release);
        }

        await AlmaAsync(Alma, "9.8");
        await AlmaAsync($"{AlmaVault}9.7/isos/x86_64/", "9.7");
        web.Files[$"{AlmaVault}9.8/BaseOS/Source/repodata/repomd.xml"] = [1];
        await AlmaAsync($"{AlmaVault}9.9-beta/isos/x86_64/", "9.9");
        RockyLinux(Rocky, "9.8", isConfirmed: true);
        RockyLinux($"{RockyVault}9.7/isos/x86_64/", "9.7", isConfirmed: true);
        await OpenSuseAsync(OpenSuse, isRedirected: true);
    }

    public Task UbuntuAsync(string directory, params string[] names) =>
        PublishAsync(directory, "SHA256SUMS", Lines(names, name => $"{Hash(name)} *{name}"), names, "SHA256SUMS.gpg");

    public Task DebianAsync(string directory, string version)
    {
        string[] names =
        [
            $"debian-{version}-amd64-netinst.iso",
            $"debian-edu-{version}-amd64-netinst.iso",
            $"debian-mac-{version}-amd64-netinst.iso",
        ];
        return PublishAsync(directory, "SHA256SUMS", Lines(names, name => $"{Hash(name)}  {name}"), names, "SHA256SUMS.sign");
    }

    public Task FedoraAsync(string host, string release)
    {
        string[] names = [$"Fedora-Server-dvd-x86_64-{release}.iso", $"Fedora-Server-netinst-x86_64-{release}.iso"];
        return PublishAsync(
            $"{host}/pub/archive/fedora/linux/releases/{release.Split('-')[0]}/Server/x86_64/iso/",
            $"Fedora-Server-{release}-x86_64-CHECKSUM",
            Lines(names, BsdLine),
            names
        );
    }

    public Task AlmaAsync(string directory, string version)
    {
        string[] names =
        [
            .. new[] { "boot", "dvd", "minimal" }.SelectMany(kind =>
                new[] { $"AlmaLinux-{version}-x86_64-{kind}.iso", $"AlmaLinux-9-latest-x86_64-{kind}.iso" }
            ),
        ];
        return PublishAsync(directory, "CHECKSUM", Lines(names, BsdLine), names);
    }

    /// <summary>Rocky Linux 9, which signs nothing but publishes its digests a second time in a repository.</summary>
    public void RockyLinux(string directory, string version, bool isConfirmed)
    {
        string[] names = [.. new[] { "boot", "dvd", "minimal" }.Select(kind => $"Rocky-{version}-x86_64-{kind}.iso")];
        Add(directory, names);
        web.Files[$"{directory}CHECKSUM"] = Encoding.UTF8.GetBytes(Lines(names, BsdLine));
        if (isConfirmed)
        {
            web.Files[Confirmation(version)] = web.Files[$"{directory}CHECKSUM"];
        }
    }

    public static string Confirmation(string version) =>
        $"raw.githubusercontent.com/rocky-linux/checksums/main/rocky-linux-9/{version}/{version}-x86_64.ISO.checksum";

    /// <summary>openSUSE, whose host keeps small files itself and redirects to mirrors for the others.</summary>
    public async Task OpenSuseAsync(string directory, bool isRedirected)
    {
        const string Name = "openSUSE-Leap-15.6-DVD-x86_64-Build710.3-Media.iso";
        await PublishAsync(directory, $"{Name}.sha256", $"{Hash(Name)}  {Name}\n", [Name], $"{Name}.sha256.asc");
        if (isRedirected)
        {
            web.Move($"{directory}{Name}", $"mirror.example.org/opensuse/{Name}");
            web.Move($"mirror.example.org/opensuse/{Name}.sha256", $"{directory}{Name}.sha256");
            web.Redirects[$"{directory}{Name}"] = $"https://mirror.example.org/opensuse/{Name}";
        }
    }

    private static string Hash(string name) => Digest.OfBytes(ContentOf(name));

    private static string BsdLine(string name) => $"# {name}: {ContentOf(name).Length} bytes\nSHA256 ({name}) = {Hash(name)}";

    private static string Lines(IEnumerable<string> names, Func<string, string> line) =>
        string.Concat(names.Select(name => $"{line(name)}\n"));

    private void Add(string directory, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            web.Files[$"{directory}{name}"] = ContentOf(name);
        }
    }

    private async Task PublishAsync(string directory, string manifest, string text, string[] names, string? detached = null)
    {
        Add(directory, names);
        var (plain, signed) = (Path.Combine(folder, "plain"), Path.Combine(folder, "signed"));
        await File.WriteAllTextAsync(plain, text, Cancellation);
        if (detached is null)
        {
            await key.ClearSignAsync(plain, signed, Cancellation);
            web.Files[$"{directory}{manifest}"] = await File.ReadAllBytesAsync(signed, Cancellation);
        }
        else
        {
            await key.DetachSignAsync(plain, signed, Cancellation, isArmoured: true);
            web.Files[$"{directory}{manifest}"] = await File.ReadAllBytesAsync(plain, Cancellation);
            web.Files[$"{directory}{detached}"] = await File.ReadAllBytesAsync(signed, Cancellation);
        }
    }
}
