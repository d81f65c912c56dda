using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>What the user may say about a server that runs already.</summary>
internal static class ServerOptionsCheck
{
    /// <summary>One sentence for each option that has no place beside such a server.</summary>
    public static IEnumerable<string> Mistakes(RunOptions options) => options.Server is { Host.Length: > 0 } ? OfMachine(options) : [];

    private static IEnumerable<string> OfMachine(RunOptions options)
    {
        var given = new (string Name, bool IsGiven)[]
        {
            ("--distro", options.Distros.Count > 0),
            ("--image", options.Image is not null),
            ("--iso-path", options.IsoPath is not null),
            ("--provisioner mail-factory", options.UsesMailFactory),
            ("--parts", options.Parts.Count > 0),
            ("--keep-vms", options.KeepsMachines),
            ("--fresh", options.Fresh),
            ("--memory", options.MemoryMiB is not null),
            ("--disk", options.DiskGiB is not null),
            ("--cpus", options.Cpus is not null),
            ("--firmware", options.IsFirmwareNamed),
            ("--accelerator", options.Accelerator is not null),
            ("--max-parallel", options.MaxParallel is not null),
            ("--host-memory", options.HostMemoryMiB is not null),
            ("--host-cpus", options.HostCpus is not null),
        };
        var names = given.Where(option => option.IsGiven).Select(option => option.Name).ToList();
        return names.Count == 0
            ? []
            : [$"--server tests a server that runs already, without a machine of this build: leave out {string.Join(", ", names)}"];
    }
}
