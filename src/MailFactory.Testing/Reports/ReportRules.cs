using System.Text.RegularExpressions;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>
/// What has to hold for a report beyond its shape, so that whoever works with it can count on names that are names, on times
/// that can be added up, and on an end.
/// </summary>
internal static partial class ReportRules
{
    private const int MostDistros = 500;
    private const int MostParts = 10_000;
    private const int MostLines = 100_000;
    private const int MostNameCharacters = 4096;
    private const int MostTextCharacters = 1 << 20;
    private const int MostMemoryMiB = 1 << 24;
    private const int MostCpus = 1 << 16;

    private static readonly TimeSpan _longestStage = TimeSpan.FromDays(366);
    private static readonly string?[] _trust = [null, "signed", "pinned", "checksum-only", "none"];

    // A host that has lost its clock begins at 1970; no report is of a time to come in which nobody reads it.
    private static readonly DateTimeOffset _latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Func<RunResult, IEnumerable<string>>[] _all = [Sizes, Names, Moments, Numbers, Words];

    /// <summary>The first rule that a report breaks, in words; null when it keeps them all.</summary>
    public static string? FirstFault(RunResult run) => _all.SelectMany(rules => rules(run)).FirstOrDefault();

    /// <summary>Whether a name is the identifier of a run.</summary>
    public static bool IsRun(string name) => RunId().IsMatch(name);

    /// <summary>Whether a name is the identifier of a distro.</summary>
    public static bool IsDistro(string name) => Identifier().IsMatch(name);

    /// <summary>Whether something may have been run at a moment.</summary>
    public static bool IsPossible(DateTimeOffset moment) => moment >= DateTimeOffset.UnixEpoch && moment < _latest;

    /// <summary>Whether a stage may take so many seconds.</summary>
    public static bool IsPossible(double? seconds) => seconds is null || (seconds >= 0 && seconds <= _longestStage.TotalSeconds);

    // The first of all: the others, which are not asked then, rely on every entry being there and on there not being too many.
    private static IEnumerable<string> Sizes(RunResult run) =>
        [
            .. Size("distros", run.Distros, MostDistros),
            .. Size("facts", run.Facts, MostDistros),
            .. Size("stages", run.Stages, MostParts),
            .. Size("problems", run.Problems, MostParts),
            .. run
                .Facts.Where(facts => facts is not null)
                .SelectMany(facts => Size("replaced results", facts.Origin?.Replaced ?? [], MostParts)),
            .. Stages(run)
                .SelectMany(stage =>
                    Size("phases", stage.Phases, MostParts)
                        .Concat(Size("files", stage.Files, MostParts))
                        .Concat(Size("packages", stage.Packages, MostParts))
                        .Concat(Size("checks", stage.Checks, MostParts))
                        .Concat(Size("lines", stage.Evidence, MostLines))
                ),
            .. Checks(run)
                .Where(check => check is not null)
                .SelectMany(check =>
                    Size("lines", check.Transcript, MostLines).Concat(Size("measurements", check.Measurements.Keys.ToList(), MostParts))
                ),
            .. Most("checks", Checks(run).Count(), MostParts),
            .. Most("phases", Stages(run).Sum(stage => stage.Phases.Count), MostParts),
        ];

    private static IEnumerable<string> Names(RunResult run)
    {
        var distros = run
            .Distros.Concat(run.Stages.Select(stage => stage.Distro))
            .Concat(run.Facts.Select(facts => facts.Distro))
            .Concat(run.Problems.Select(problem => problem.Distro).OfType<string>());
        var runs = run.Facts.Select(facts => facts.Origin?.RunId).OfType<string>().Prepend(run.RunId);
        var names = new[] { run.Accelerator, run.Tool, run.Host?.Name }
            .Concat(
                run.Facts.SelectMany(facts =>
                    new[]
                    {
                        facts.Name,
                        facts.Accelerator,
                        facts.Image,
                        facts.Server,
                        facts.EvidenceBundle,
                        facts.Origin?.Folder,
                        facts.Origin?.Tool,
                        facts.Origin?.Host?.Name,
                    }.Concat(facts.Origin?.Replaced ?? [])
                )
            )
            .Concat(run.Stages.Select(stage => stage.FactoryOutcome))
            .Concat(run.Stages.SelectMany(stage => stage.Files.Concat(stage.Packages).Concat(stage.Phases.Select(phase => phase.Name))))
            .Concat(Checks(run).SelectMany(check => check.Measurements.Keys.Prepend(check.Title).Prepend(check.Id)))
            .OfType<string>();
        return
        [
            .. runs.Where(name => !RunId().IsMatch(name)).Select(name => $"'{Short(name)}' is not the identifier of a run"),
            .. distros.Where(name => !Identifier().IsMatch(name)).Select(name => $"'{Short(name)}' is not the identifier of a distro"),
            .. names.Where(name => name.Length > MostNameCharacters).Select(name => $"a name has {name.Length} characters: {Short(name)}"),
            .. names.Where(name => name.Any(char.IsControl)).Select(name => $"a name has control characters: {Short(name)}"),
            .. Twice(run.Distros).Select(name => $"it contains the distro {name} twice"),
            .. Twice(run.Facts.Select(facts => facts.Distro)).Select(name => $"it contains the facts of {name} twice"),
            .. Twice(run.Stages.Select(stage => (stage.Distro, stage.Stage)))
                .Select(twice => $"it contains the stage {RunWords.Of(twice.Stage)} of {twice.Distro} twice"),
        ];
    }

    private static IEnumerable<string> Moments(RunResult run) =>
        run
            .Stages.SelectMany(stage => stage.Phases.Select(phase => phase.Started).Prepend(stage.Started))
            .Concat(run.Facts.Select(facts => facts.Origin?.Started).OfType<DateTimeOffset>())
            .Prepend(run.Started)
            .Where(moment => !IsPossible(moment))
            .Select(moment => $"{moment:O} is not a plausible time");

    private static IEnumerable<string> Numbers(RunResult run)
    {
        var hosts = run.Facts.Select(facts => facts.Origin?.Host).Prepend(run.Host).OfType<RunHost>().ToList();
        return
        [
            .. run
                .Stages.SelectMany(stage =>
                    stage
                        .Phases.Select(phase => phase.Duration)
                        .Concat(stage.Checks.Select(check => check.Duration))
                        .Prepend(stage.Duration)
                )
                .Where(span => span > _longestStage)
                .Select(span => $"no stage takes {span.TotalDays:0} days"),
            .. run
                .Stages.Select(stage => stage.MemoryMiB)
                .Concat(hosts.Select(host => host.MemoryMiB))
                .Where(memory => memory is < 0 or > MostMemoryMiB)
                .Select(memory => $"no host has {memory} MiB of memory"),
            .. run
                .Stages.Select(stage => stage.Cpus)
                .Concat(hosts.Select(host => host.Cpus))
                .Where(cpus => cpus is < 0 or > MostCpus)
                .Select(cpus => $"no host has {cpus} CPUs"),
            .. hosts.Where(host => host.DiskGiB < 0 || host.Machines < 1).Select(_ => "a host has less than nothing"),
            .. Checks(run)
                .SelectMany(check => check.Measurements)
                .Where(pair => !double.IsFinite(pair.Value))
                .Select(pair => $"{Short(pair.Key)} is not a number"),
        ];
    }

    private static IEnumerable<string> Words(RunResult run) =>
        [
            .. run
                .Stages.SelectMany(stage => new Enum[] { stage.Stage, stage.Verdict, stage.FailureClass })
                .Concat(Checks(run).SelectMany(check => new Enum[] { check.Verdict, check.Severity }))
                .Where(word => !Enum.IsDefined(word.GetType(), word))
                .Select(word => $"{word} is not a valid {word.GetType().Name}"),
            .. run.Facts.Where(facts => !_trust.Contains(facts.Trust)).Select(facts => $"'{Short(facts.Trust!)}' is not a degree of trust"),
            .. run
                .Stages.SelectMany(stage => stage.Evidence.Prepend(stage.Summary))
                .Concat(Checks(run).SelectMany(check => check.Transcript.Prepend(check.Summary)))
                .Concat(run.Problems.Select(problem => problem.Summary))
                .Where(text => text.Length > MostTextCharacters)
                .Select(text => $"a line has {text.Length} characters: {Short(text)}"),
        ];

    private static IEnumerable<StageResult> Stages(RunResult run) => run.Stages.Where(stage => stage is not null);

    private static IEnumerable<CheckResult> Checks(RunResult run) => Stages(run).SelectMany(stage => stage.Checks);

    private static IEnumerable<string> Size<T>(string what, IReadOnlyList<T> list, int most) =>
        list.Any(entry => entry is null) ? [$"an entry of its {what} is null"] : Most(what, list.Count, most);

    private static IEnumerable<string> Most(string what, int count, int most) =>
        count > most ? [$"{count} {what} are more than {most}"] : [];

    private static IEnumerable<T> Twice<T>(IEnumerable<T> values) =>
        values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key);

    // It is shown to people, and may be anything.
    private static string Short(string text) => new([.. text.Take(60).Select(character => char.IsControl(character) ? '?' : character)]);

    [GeneratedRegex(@"^[0-9]{8}-[0-9]{6}[a-z0-9-]{0,40}\z", RegexOptions.NonBacktracking)]
    private static partial Regex RunId();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}
