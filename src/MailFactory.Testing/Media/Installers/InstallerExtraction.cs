using MailFactory.Testing.Media.Formats;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Media.Installers;

/// <summary>Takes the installer's kernel and initrd out of a medium.</summary>
internal static class InstallerExtraction
{
    /// <summary>Out of an ISO, with xorriso, which needs no root and no mount; reads the volume identifier too.</summary>
    /// <param name="iso">The ISO's name for messages.</param>
    /// <param name="opened">The path that it is read by.</param>
    /// <param name="kernelPath">The kernel's path in it.</param>
    /// <param name="initrdPath">The initrd's path in it.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static async Task<Outcome<InstallerFiles>> FromIsoAsync(
        string iso,
        string opened,
        string kernelPath,
        string initrdPath,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var files = Target(folder);
        var label = await XorrisoAsync(["-indev", opened, "-pvd_info"], cancellationToken).ConfigureAwait(false);
        if (!label.IsSuccess || !label.StandardOutput.Contains("PVD address", StringComparison.Ordinal))
        {
            return new MediaFailure($"{iso} is not an ISO that xorriso can read; fetch it again or name another with --iso-path");
        }

        foreach (var (path, target) in new[] { (kernelPath, files.Kernel), (initrdPath, files.Initrd) })
        {
            var result = await XorrisoAsync(["-osirrox", "on", "-indev", opened, "-extract", path, target], cancellationToken)
                .ConfigureAwait(false);
            if (!result.IsSuccess || !File.Exists(target))
            {
                return new MediaFailure(
                    $"{iso} does not hold {path}, where the catalogue expects the installer: {LastLine(result)}; is it the "
                        + "install medium of this distro?"
                );
            }

            MakeWritable(target);
        }

        return files with
        {
            VolumeId = VolumeIdOf(label.StandardOutput),
        };
    }

    /// <summary>Out of a Debian package, by the same parameters.</summary>
    public static Task<Outcome<InstallerFiles>> FromPackageAsync(
        string package,
        string opened,
        string kernelPath,
        string initrdPath,
        string folder,
        CancellationToken cancellationToken
    ) => Task.Run(() => FromPackage(package, opened, kernelPath, initrdPath, folder), cancellationToken);

    private static Outcome<InstallerFiles> FromPackage(string package, string opened, string kernelPath, string initrdPath, string folder)
    {
        var files = Target(folder);
        var targets = new Dictionary<string, string> { [Normal(kernelPath)] = files.Kernel, [Normal(initrdPath)] = files.Initrd };
        foreach (var member in DebPackage.Read(opened, targets.ContainsKey))
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

    private static Task<ToolResult> XorrisoAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(
            ToolCommand.Create("xorriso", ["-no_rc", .. arguments]) with
            {
                Timeout = TimeSpan.FromMinutes(5),
            },
            cancellationToken
        );

    private static string? VolumeIdOf(string information) =>
        information
            .Split('\n')
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2 && pair[0].Trim() == "Volume Id")
            .Select(pair => pair[1].Trim().Trim('\''))
            .FirstOrDefault(label => label.Length > 0);

    private static string LastLine(ToolResult result) =>
        result
            .StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line =>
                line.Contains("FAILURE", StringComparison.Ordinal)
                || line.Contains("FATAL", StringComparison.Ordinal)
                || line.Contains("SORRY", StringComparison.Ordinal)
            )
        ?? $"xorriso ended with {result.ExitCode}";

    // The files of an ISO are read-only, and an initrd gets an appendix.
    private static void MakeWritable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static string Normal(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.TrimStart('/');
}
