using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Media;

/// <summary>Takes the installer's kernel and initrd out of a medium.</summary>
internal static class InstallerExtraction
{
    /// <summary>Out of an ISO, with xorriso.</summary>
    public static async Task<Outcome<InstallerFiles>> FromIsoAsync(
        string iso, string kernelPath, string initrdPath, string folder, CancellationToken cancellationToken)
    {
        var files = Target(folder);
        var command = ToolCommand.Create(
            "xorriso", "-osirrox", "on", "-indev", iso, "-extract", kernelPath, files.Kernel, "-extract", initrdPath, files.Initrd);
        var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsSuccess && File.Exists(files.Kernel) && File.Exists(files.Initrd)
            ? files with { VolumeId = await IsoVolume.ReadIdAsync(iso, cancellationToken).ConfigureAwait(false) }
            : new MediaFailure($"{iso} does not hold {kernelPath} and {initrdPath}");
    }

    /// <summary>Out of a Debian package.</summary>
    public static Task<Outcome<InstallerFiles>> FromPackageAsync(
        string package, string kernelPath, string initrdPath, string folder, CancellationToken cancellationToken) =>
        Task.Run(() => FromPackage(package, kernelPath, initrdPath, folder), cancellationToken);

    private static Outcome<InstallerFiles> FromPackage(string package, string kernelPath, string initrdPath, string folder)
    {
        var files = Target(folder);
        var targets = new Dictionary<string, string> { [Normal(kernelPath)] = files.Kernel, [Normal(initrdPath)] = files.Initrd };
        foreach (var member in DebPackage.Read(package, targets.ContainsKey))
        {
            File.WriteAllBytes(targets[member.Path], member.Content);
            targets.Remove(member.Path);
            if (targets.Count == 0)
            {
                return files;
            }
        }

        return new MediaFailure($"{package} does not hold {string.Join(" and ", targets.Keys)}");
    }

    private static InstallerFiles Target(string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new InstallerFiles(Path.Combine(folder, "linux"), Path.Combine(folder, "initrd.gz"));
        File.Delete(files.Kernel);
        File.Delete(files.Initrd);
        return files;
    }

    private static string Normal(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.TrimStart('/');
}
