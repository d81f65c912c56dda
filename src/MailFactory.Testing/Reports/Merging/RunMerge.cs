using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Merging;

/// <summary>Makes one result of several runs: each distro's part is that of the run that worked on it last.</summary>
internal static class RunMerge
{
    private const string Suffix = "-merged";

    // Every identifier begins with a moment, yyyyMMdd-HHmmss; what follows would grow with each merge.
    private const int MomentCharacters = 15;

    /// <summary>The newest result of each distro that has one.</summary>
    public static IReadOnlyDictionary<string, ReportSource> Newest(IReadOnlyList<ReportSource> sources) =>
        sources
            .SelectMany(source =>
                source.Run.Stages.Select(stage => stage.Distro).Distinct().Select(distro => (Distro: distro, Source: source))
            )
            .GroupBy(pair => pair.Distro, pair => pair.Source)
            .ToDictionary(group => group.Key, group => Ranked(group.Key, group)[0]);

    /// <summary>The merged result; its files are still named as their own runs name them.</summary>
    /// <param name="sources">At least one report.</param>
    /// <param name="expected">Distros that must have a result, which are shown first and in this order; those without are problems.</param>
    /// <param name="problems">What was wrong with the folders.</param>
    public static RunResult Of(IReadOnlyList<ReportSource> sources, IReadOnlyList<string> expected, IReadOnlyList<RunProblem> problems)
    {
        var newest = Newest(sources);
        var distros = expected
            .Concat(
                sources
                    .OrderBy(source => source.Run.Started)
                    .SelectMany(source => source.Run.Distros.Concat(source.Run.Stages.Select(stage => stage.Distro)))
            )
            .Distinct()
            .ToList();
        var facts = distros.Where(newest.ContainsKey).Select(distro => Facts(distro, newest[distro], sources)).ToList();
        var started = facts.Select(facts => facts.Origin!.Started).DefaultIfEmpty(sources.Min(source => source.Run.Started)).Min();
        var stages = newest.SelectMany(pair => pair.Value.Run.Stages.Where(stage => stage.Distro == pair.Key)).OrderBy(End).ToList();
        return new RunResult
        {
            RunId = sources.Max(source => source.Run.RunId[..MomentCharacters]) + Suffix,
            Started = started,
            Duration = stages.Select(stage => End(stage) - started).Append(TimeSpan.Zero).Max(),
            Distros = distros,
            Accelerator = string.Join("; ", facts.Select(facts => facts.Accelerator).DefaultIfEmpty("none: nothing ran").Distinct()),
            Stages = stages,
            Facts = facts,
            Problems = [.. problems, .. distros.Where(distro => !newest.ContainsKey(distro)).Select(Missing)],
        };
    }

    private static DistroFacts Facts(string distro, ReportSource source, IReadOnlyList<ReportSource> sources)
    {
        var (facts, run) = (source.Facts(distro), source.Run);
        var origin =
            facts.Origin
            ?? new RunOrigin
            {
                RunId = run.RunId,
                Started = run.Started,
                Folder = source.Folder,
                Tool = run.Tool,
                Host = run.Host,
            };
        var older = Ranked(distro, sources)
            .Where(other => other.LastWork(distro) < source.LastWork(distro))
            .Select(other => $"{other.Run.RunId} in {other.Folder}");
        return facts with { Origin = origin with { Replaced = [.. origin.Replaced.Concat(older).Distinct()] } };
    }

    // Of a report and of one that was merged from it, the first is nearer to the evidence.
    private static List<ReportSource> Ranked(string distro, IEnumerable<ReportSource> sources) =>
        [
            .. sources
                .Where(source => source.LastWork(distro) is not null)
                .OrderByDescending(source => source.LastWork(distro))
                .ThenBy(source => source.Facts(distro).Origin is not null)
                .ThenBy(source => source.Path, StringComparer.Ordinal),
        ];

    private static RunProblem Missing(string distro) =>
        new() { Distro = distro, Summary = $"not run: none of the folders has a result of {distro}" };

    private static DateTimeOffset End(StageResult stage) => stage.Started + stage.Duration;
}
