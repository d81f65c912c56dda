using System.IO.Compression;

namespace MailFactory.Testing.Media;

/// <summary>What an installer's initrd holds already.</summary>
internal sealed record InitrdContents
{
    private const string StatusPath = "var/lib/dpkg/status";
    private const string KernelPackage = "kernel-image-";
    private const string ModuleSuffix = "-di";

    /// <summary>The components that are unpacked in it.</summary>
    public required PackageIndex Components { get; init; }

    /// <summary>The kernel whose modules it holds, such as <c>6.12.107+deb13-amd64</c>.</summary>
    public required string KernelVersion { get; init; }

    /// <summary>The paths of its files.</summary>
    public required IReadOnlySet<string> Paths { get; init; }

    /// <summary>Whether the installer fetches its further components from a mirror, as it has no way to take them off a disc.</summary>
    public bool FetchesComponents => Components.Find("net-retriever") is not null && Components.Find("cdrom-retriever") is null;

    /// <summary>Reads a gzipped initrd; a failure when it is not one of the Debian installer.</summary>
    public static Outcome<InitrdContents> Read(string initrd)
    {
        using var file = File.OpenRead(initrd);
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        PackageIndex? components = null;
        foreach (var entry in CpioReader.Read(plain))
        {
            paths.Add(entry.Path);
            if (entry.Path == StatusPath)
            {
                components = PackageIndex.Read(new StreamReader(new MemoryStream(entry.Content)), _ => true);
            }
        }

        var kernel = components?.Packages.FirstOrDefault(package => package.Name.StartsWith(KernelPackage, StringComparison.Ordinal))?.Name;
        return kernel is null
            ? new MediaFailure($"{initrd} holds no package database with a kernel, so it is no initrd of the Debian installer")
            : new InitrdContents { Components = components!, KernelVersion = kernel[KernelPackage.Length..^ModuleSuffix.Length], Paths = paths };
    }
}
