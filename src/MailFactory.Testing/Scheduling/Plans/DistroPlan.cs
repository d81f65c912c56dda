using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>What a run is to do with one distro.</summary>
internal sealed record DistroPlan
{
    /// <summary>The distro.</summary>
    public required Distro Distro { get; init; }

    /// <summary>The size of its machine.</summary>
    public required MachineSize Size { get; init; }

    /// <summary>The stages to do, in their order.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>Those of them that take no time and nothing of the host, as they are not needed.</summary>
    public IReadOnlyList<Stage> Needless { get; init; } = [];

    /// <summary>The accelerator its machine runs under.</summary>
    public required AcceleratorKind Accelerator { get; init; }

    /// <summary>The plan for a distro under the user's options.</summary>
    public static DistroPlan Of(Distro distro, RunOptions options, IReadOnlyList<Stage> stages, AcceleratorKind accelerator) =>
        new()
        {
            Distro = distro,
            Size = MachineSize.Of(distro, options),
            Stages = stages,
            Needless = NeedlessStages.Of(options, distro),
            Accelerator = accelerator,
        };
}
