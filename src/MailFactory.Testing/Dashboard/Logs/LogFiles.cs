using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard.Logs;

/// <summary>The logs of a work directory by the names that people use.</summary>
public static class LogFiles
{
    /// <summary>The master log's name.</summary>
    public const string Master = "master";

    /// <summary>The name of what a detached build printed.</summary>
    public const string Detached = "detached";

    private static readonly (string Name, string File)[] _machineLogs =
    [
        ("vm_serial", "serial.log"),
        ("vm_installer", "installer.log"),
        ("vm_boot_serial", "boot-proof.serial.log"),
        ("vm_mail_serial", "mail-test.serial.log"),
    ];

    /// <summary>All logs that are there: name and path, sorted.</summary>
    public static IReadOnlyList<(string Name, string Path)> Find(WorkLayout layout)
    {
        var own = Files(layout.Logs, "*.log")
            .Where(path => !IsNumbered(path))
            .Select(path => (Path.GetFileNameWithoutExtension(path), path));
        var machines = Directories(layout.Machines)
            .SelectMany(folder =>
                _machineLogs
                    .Select(log => ($"{log.Name}_{Path.GetFileName(folder)}", Path.Combine(folder, log.File)))
                    .Where(log => File.Exists(log.Item2))
            );
        var qemu = Files(layout.MachineLogs, "*.log").Select(path => ($"qemu_{Path.GetFileNameWithoutExtension(path)}", path));
        return
        [
            .. new[] { Master, Detached }
                .Select(name => (name, Newest(layout, name)))
                .Where(log => log.Item2 is not null)
                .Select(log => (log.name, log.Item2!)),
            .. own.Concat(machines).Concat(qemu).OrderBy(log => log.Item1, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The logs of a name, all of a group such as <c>vm_install</c>; throws <see cref="UnknownNameException"/> when there are others only.
    /// </summary>
    public static IReadOnlyList<(string Name, string Path)> Select(WorkLayout layout, string name)
    {
        var all = Find(layout);
        if (all.Count == 0)
        {
            return [];
        }

        var group = ProcessName.Parse(name) is { Distro: null } process ? process : (ProcessName?)null;
        var canonical = ProcessName.Parse(name)?.ToString() ?? name;
        var found = all.Where(log =>
                log.Name == canonical
                || (ProcessName.Parse(log.Name) is { Distro: { } distro } one && group?.Covers(distro, one.Stage) == true)
            )
            .ToList();
        return found.Count > 0 ? found : throw new UnknownNameException("--process", name, all.Select(log => log.Name));
    }

    private static bool IsNumbered(string path) =>
        new[] { Master, Detached }.Any(name => Path.GetFileName(path).StartsWith($"{name}_", StringComparison.Ordinal));

    private static string? Newest(WorkLayout layout, string name) => Files(layout.Logs, $"{name}_*.log").Max(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];

    private static IEnumerable<string> Directories(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [];
}
