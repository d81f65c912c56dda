using MailFactory.Testing.Installs;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>The phases of an install as a stage's result has them.</summary>
internal static class InstallPhases
{
    /// <summary>The phases in their order.</summary>
    public static IReadOnlyList<StagePhase> StagePhases(this InstallOutcome outcome) =>
        [
            .. outcome.Phases.Select(phase => new StagePhase
            {
                Name = phase.Phase,
                Started = phase.Started,
                Duration = phase.Duration,
            }),
        ];
}
