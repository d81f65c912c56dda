using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>The stages that a disk of the user's makes needless.</summary>
internal static class NeedlessStages
{
    /// <summary>Why they are passed over.</summary>
    public const string Reason = "not needed: --image";

    /// <summary>
    /// Everything before the mail test, when there is such a disk. A distro that takes its packages from its install disc still needs
    /// that disc, where the user has it.
    /// </summary>
    public static IReadOnlyList<Stage> Of(RunOptions options, Distro distro)
    {
        if (options.Image is null)
        {
            return [];
        }

        var needsDisc = options.IsoPath is not null && distro.Iso is { ServesInstalledSystem: true };
        return needsDisc
            ? [Stage.Create, Stage.Install, Stage.Archive]
            : [Stage.Download, Stage.Verify, Stage.Create, Stage.Install, Stage.Archive];
    }
}
