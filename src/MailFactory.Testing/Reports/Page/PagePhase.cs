using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>A phase as the page shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Duration">How long it lasted.</param>
/// <param name="Share">Its share of the stage in percent.</param>
internal sealed record PagePhase(string Name, string Duration, string Share)
{
    public static PagePhase Of(StagePhase phase, StageResult stage) =>
        new(
            phase.Name,
            Spans.Precise(phase.Duration),
            stage.Duration > TimeSpan.Zero ? $"{phase.Duration / stage.Duration * 100:0} %" : string.Empty
        );
}
