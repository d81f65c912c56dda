using System.IO.Compression;
using System.Text;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Formats;

namespace MailFactory.Testing.Media.Installers;

/// <summary>What an installer's initrd holds already.</summary>
internal sealed record InitrdContents
{
    private const string StatusPath = "var/lib/dpkg/status";
    private const string QuestionsPath = "var/lib/dpkg/info/anna.templates";
    private const string NoModules = "Template: anna/no_kernel_modules\nType: boolean\n";
    private const string KernelPackage = "kernel-image-";
    private const string ModuleSuffix = "-di";

    /// <summary>The components that are unpacked in it.</summary>
    public required PackageIndex Components { get; init; }

    /// <summary>The kernel whose modules it holds, such as <c>6.12.107+deb13-amd64</c>.</summary>
    public required string KernelVersion { get; init; }

    /// <summary>The paths of its files.</summary>
    public required IReadOnlySet<string> Paths { get; init; }

    /// <summary>
    /// Whether a preseed file can let the installer go on when the mirror's index has no modules of its kernel. Up to Debian 11 that is
    /// an error instead of a question, which is shown in any case.
    /// </summary>
    public required bool TakesNoModules { get; init; }

    /// <summary>Whether the installer fetches its further components from a mirror, as it has no way to take them off a disc.</summary>
    public bool FetchesComponents => Components.Find("net-retriever") is not null && Components.Find("cdrom-retriever") is null;

    /// <summary>Reads a gzipped initrd; a failure when it is not one of the Debian installer.</summary>
    public static Outcome<InitrdContents> Read(string initrd)
    {
        using var file = File.OpenRead(initrd);
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        PackageIndex? components = null;
        var takesNoModules = false;
        foreach (var entry in CpioReader.Read(plain))
        {
            paths.Add(entry.Path);
            if (entry.Path == StatusPath)
            {
                components = PackageIndex.Read(new StreamReader(new MemoryStream(entry.Content)), _ => true);
            }
            else if (entry.Path == QuestionsPath)
            {
                takesNoModules = Encoding.UTF8.GetString(entry.Content).Contains(NoModules, StringComparison.Ordinal);
            }
        }

        var kernel = components?.Packages.FirstOrDefault(package => package.Name.StartsWith(KernelPackage, StringComparison.Ordinal))?.Name;
        return kernel is null
            ? new MediaFailure($"{initrd} holds no package database with a kernel, so it is not an initrd of the Debian installer")
            : new InitrdContents
            {
                Components = components!,
                KernelVersion = kernel[KernelPackage.Length..^ModuleSuffix.Length],
                TakesNoModules = takesNoModules,
                Paths = paths,
            };
    }
}
