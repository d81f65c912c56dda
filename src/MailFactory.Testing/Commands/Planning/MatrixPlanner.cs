using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>
/// Foretells a run from the catalogue, the host's figures, learned durations and the archives; quick, and it starts nothing.
/// </summary>
internal static class MatrixPlanner
{
    /// <summary>
    /// The plan; throws <see cref="ScheduleException"/> for a distro that can never fit on this host. Options are taken as checked.
    /// </summary>
    public static async Task<MatrixPlan> PlanAsync(
        RunOptions options,
        IReadOnlyList<Stage> stages,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var distros = RunOptionsCheck.Select(options);
        var durations = DurationHistory.Load(Path.Combine(options.Layout.Logs, DurationHistory.FileName));
        var facts = await new HostFactsReader().ReadAsync([], options.Layout.Root, cancellationToken).ConfigureAwait(false);
        var guess = AcceleratorGuess.Make(options, durations, facts.Kvm);
        var archives = options.Image is not null
            ? new Dictionary<string, ArchiveManifest>()
            : await LikelyArchives.FindAsync(RunOptionsCheck.Catalog(options), distros, options, cancellationToken).ConfigureAwait(false);
        var plans = distros
            .Select(distro =>
                DistroPlan.Of(distro, options, Left(stages, distro, options, archives.GetValueOrDefault(distro.Id)), guess.Kind)
            )
            .ToList();
        var schedule = Schedule.Forecast(plans, HostBudgetReader.Read(options, guess.Kind), durations);
        return new MatrixPlan
        {
            Now = time.GetLocalNow(),
            Accelerator = guess.Kind,
            AcceleratorReason = guess.Reason,
            Schedule = schedule,
            Distros =
            [
                .. plans.Select(plan => new PlannedDistro
                {
                    Distro = plan.Distro,
                    Items = [.. schedule.Items.Where(item => item.Item.Id.Distro == plan.Distro.Id).OrderBy(item => item.Item.Id.Stage)],
                    Archive = archives.GetValueOrDefault(plan.Distro.Id),
                    Learned = plan.Stages.Count(stage => durations.IsMeasured(plan.Distro, stage, guess.Kind)),
                }),
            ],
            Notes =
            [
                .. schedule.Warnings,
                .. options.Image is { } image
                    ? [$"the mail server is tested on a copy of {image.File}; nothing is downloaded, installed or archived for it"]
                    : Array.Empty<string>(),
                .. durations.Problem is { } problem ? [problem] : Array.Empty<string>(),
                .. Ended(distros, time),
            ],
        };
    }

    private static IEnumerable<string> Ended(IEnumerable<Distro> distros, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var ended = distros
            .Where(distro => distro.EndOfLife < today)
            .Select(distro => $"{distro.Id} ({distro.EndOfLife:yyyy-MM-dd})")
            .ToList();
        return ended.Count > 0 ? [$"the vendor's support has ended for {string.Join(", ", ended)}"] : [];
    }

    /// <summary>An archive stands in for the install and for itself, the user's own disk for everything before the mail test.</summary>
    private static IReadOnlyList<Stage> Left(IReadOnlyList<Stage> stages, Distro distro, RunOptions options, ArchiveManifest? archive) =>
        [
            .. stages
                .Except(NeedlessStages.Of(options, distro))
                .Where(stage => archive is null || stage is not (Stage.Install or Stage.Archive)),
        ];
}
