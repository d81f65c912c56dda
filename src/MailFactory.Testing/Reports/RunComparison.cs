using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>What has changed since the last run of each distro.</summary>
internal sealed record RunComparison
{
    /// <summary>Stages and checks that fail now and did not then, as <c>debian-13 Install</c>.</summary>
    public required IReadOnlyList<string> NewFailures { get; init; }

    /// <summary>Stages and checks that failed then and pass now.</summary>
    public required IReadOnlyList<string> Fixed { get; init; }

    /// <summary>Stages that took at least half as long again, and 10 s more, under the same accelerator; the slowest first.</summary>
    public required IReadOnlyList<SlowerStage> Slower { get; init; }

    /// <summary>The runs that the distros were compared with, the newest first.</summary>
    public required IReadOnlyList<string> With { get; init; }

    /// <summary>Compares a run with earlier ones, each distro with its own last one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="earlier">Reports of earlier runs, in any order.</param>
    public static RunComparison Of(RunResult run, IReadOnlyList<RunResult> earlier)
    {
        var pairs = run
            .Distros.Select(distro =>
                (
                    Distro: distro,
                    Last: earlier.Where(other => other.Stages.Any(stage => stage.Distro == distro)).MaxBy(other => other.Started)
                )
            )
            .Where(pair => pair.Last is not null)
            .Select(pair => (Now: Outcomes(run, pair.Distro), Then: Outcomes(pair.Last!, pair.Distro), Last: pair.Last!, pair.Distro))
            .ToList();
        return new RunComparison
        {
            NewFailures = [.. pairs.SelectMany(pair => Failed(pair.Now).Except(Failed(pair.Then)))],
            Fixed = [.. pairs.SelectMany(pair => Failed(pair.Then).Intersect(Passed(pair.Now)))],
            Slower =
            [
                .. pairs
                    .Where(pair => Accelerator(pair.Last, pair.Distro) == Accelerator(run, pair.Distro))
                    .SelectMany(pair => SlowerStages(run, pair.Last, pair.Distro))
                    .OrderByDescending(stage => stage.Factor),
            ],
            With = [.. pairs.Select(pair => pair.Last.RunId).Distinct().OrderDescending(StringComparer.Ordinal)],
        };
    }

    private static string Accelerator(RunResult run, string distro) =>
        run.Facts.FirstOrDefault(facts => facts.Distro == distro)?.Accelerator ?? run.Accelerator;

    private static List<(string Name, bool HasFailed, bool HasPassed)> Outcomes(RunResult run, string distro) =>
        [
            .. run
                .Stages.Where(stage => stage.Distro == distro)
                .SelectMany(stage =>
                    stage
                        .Checks.Select(check => ($"{distro} {check.Id} {check.Title}", check.FailsRun, check.Verdict is Verdict.Passed))
                        .Prepend(
                            (
                                $"{distro} {RunWords.Of(stage.Stage)}",
                                stage.FailureClass != FailureClass.None,
                                stage.Verdict is Verdict.Passed or Verdict.Warned
                            )
                        )
                ),
        ];

    private static IEnumerable<string> Failed(IEnumerable<(string Name, bool HasFailed, bool HasPassed)> outcomes) =>
        outcomes.Where(outcome => outcome.HasFailed).Select(outcome => outcome.Name);

    private static IEnumerable<string> Passed(IEnumerable<(string Name, bool HasFailed, bool HasPassed)> outcomes) =>
        outcomes.Where(outcome => outcome.HasPassed).Select(outcome => outcome.Name);

    private static IEnumerable<SlowerStage> SlowerStages(RunResult now, RunResult then, string distro) =>
        from stage in now.Stages
        join old in then.Stages on (stage.Distro, stage.Stage) equals (old.Distro, old.Stage)
        where stage.Distro == distro && stage.Verdict is Verdict.Passed && old.Verdict is Verdict.Passed
        where stage.Duration > old.Duration && SlowerStage.IsNotable(old.Duration, stage.Duration)
        select new SlowerStage($"{distro} {RunWords.Of(stage.Stage)}", old.Duration, stage.Duration);
}
