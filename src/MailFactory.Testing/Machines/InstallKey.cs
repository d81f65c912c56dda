using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Machines;

/// <summary>Everything that decides what an install comes to. Secrets that are fresh in each run do not belong to it.</summary>
internal static class InstallKey
{
    /// <summary>
    /// Stands for what this project's code adds to a disk. It is raised by hand whenever that changes for the same inputs: the values
    /// that templates are given, kernel arguments, stand-ins for components, devices. Archives of an earlier number are not used any more.
    /// </summary>
    public const string Format = "2";

    /// <summary>The inputs that are known only when a run has its medium and has asked QEMU.</summary>
    public static IReadOnlyList<string> LateInputs => ["medium", "qemu"];

    /// <summary>The key for a distro.</summary>
    public static async Task<InputKey> OfAsync(
        Distro distro,
        Family family,
        Medium medium,
        RunOptions options,
        string qemuVersion,
        CancellationToken cancellationToken
    )
    {
        var inputs = await KnownInputsAsync(distro, family, options, cancellationToken).ConfigureAwait(false);
        return new InputKey(new Dictionary<string, string>(inputs) { ["medium"] = medium.Sha256, ["qemu"] = qemuVersion });
    }

    /// <summary>The inputs that are known at any time: all but the late ones.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> KnownInputsAsync(
        Distro distro,
        Family family,
        RunOptions options,
        CancellationToken cancellationToken
    )
    {
        var inputs = new Dictionary<string, string>
        {
            ["mirror"] = RunOptions.WithoutPassword(options.Mirror).AbsoluteUri.TrimEnd('/'),
            ["package mirrors"] = distro.PackageMirrors is { } mirrors
                ? string.Join(' ', mirrors.Main.Concat(mirrors.Security))
                : string.Empty,
            ["machine"] = MachineSize.Of(distro, options).ToString(),
            [FirmwareNames.Key] = FirmwareNames.Of(options.Firmware),
            ["kernel arguments"] = family.KernelArguments,
            ["packages"] = string.Join(' ', distro.Repositories.Select(repository => repository.BaseUrl).Prepend(distro.InstallSource)),
            ["format"] = Format,
        };
        foreach (
            var template in Directory
                .EnumerateFiles(Path.Combine(options.Repository, "preseeds", distro.Family))
                .Order(StringComparer.Ordinal)
        )
        {
            inputs[$"answer file {Path.GetFileName(template)}"] = await Digest
                .OfFileAsync(template, cancellationToken)
                .ConfigureAwait(false);
        }

        return inputs;
    }
}
