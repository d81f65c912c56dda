using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>What differs between two reports, in sentences; an empty list is no difference.</summary>
internal sealed record ReportDifference
{
    /// <summary>The distros' verdicts, each with its cause where it fails now.</summary>
    public required IReadOnlyList<string> Results { get; init; }

    /// <summary>Checks whose verdict is another one, or that only one of the two has.</summary>
    public required IReadOnlyList<string> Checks { get; init; }

    /// <summary>Stages that took half as long again or two thirds of the time, by 10 s at least, under the same accelerator.</summary>
    public required IReadOnlyList<string> Times { get; init; }

    /// <summary>Medium, what was installed, the mail server with its versions, accelerator, host and tool.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Packages of the tested machines that were added, removed, or have another version.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>Compares two reports.</summary>
    /// <param name="then">The older one.</param>
    /// <param name="now">The newer one.</param>
    public static ReportDifference Of(RunResult then, RunResult now)
    {
        var before = DistroSummary.Of(then).ToDictionary(summary => summary.Distro);
        var after = DistroSummary.Of(now).ToDictionary(summary => summary.Distro);
        var distros = before.Keys.Union(after.Keys).ToList();
        return new ReportDifference
        {
            Results =
            [
                .. distros.SelectMany(distro => ResultsOf(distro, before.GetValueOrDefault(distro), after.GetValueOrDefault(distro))),
            ],
            Checks = [.. Common().SelectMany(distro => ChecksOf(distro, before[distro], after[distro]))],
            Times = [.. Common().Where(SameAccelerator).SelectMany(distro => TimesOf(before[distro], after[distro]))],
            Facts =
            [
                .. Differs("accelerator", then.Accelerator, now.Accelerator),
                .. Differs("host", HostOf(then), HostOf(now)),
                .. Differs("tool", then.Tool, now.Tool),
                .. Common().SelectMany(distro => FactsOf(distro, then, now, before[distro], after[distro])),
            ],
            Packages = [.. Common().SelectMany(distro => PackagesOf(before[distro], after[distro]))],
        };

        IEnumerable<string> Common() => distros.Where(distro => before.ContainsKey(distro) && after.ContainsKey(distro));
        bool SameAccelerator(string distro) => AcceleratorOf(then, distro) == AcceleratorOf(now, distro);
    }

    /// <summary>For people: a heading for each kind of difference, and that there is none where there is none.</summary>
    public string Render() =>
        string.Join(
            "\n\n",
            new[] { ("results", Results), ("checks", Checks), ("times", Times), ("what was tested", Facts), ("packages", Packages) }.Select(
                part => $"{part.Item1}\n{string.Join('\n', part.Item2.DefaultIfEmpty("no difference").Select(line => $"  {line}"))}"
            )
        );

    private static IEnumerable<string> ResultsOf(string distro, DistroSummary? before, DistroSummary? after)
    {
        var (then, now) = (before?.Verdict ?? "not part of it", after?.Verdict ?? "not part of it");
        var cause = after?.Cause is { } reason ? $": {reason}" : string.Empty;
        return then == now && before?.Cause == after?.Cause ? [] : [$"{distro}: {Change(then, now)}{cause}"];
    }

    private static IEnumerable<string> ChecksOf(string distro, DistroSummary before, DistroSummary after)
    {
        var then = before.Checks.DistinctBy(check => check.Id).ToDictionary(check => check.Id);
        var now = after.Checks.DistinctBy(check => check.Id).ToDictionary(check => check.Id);
        return then
            .Keys.Union(now.Keys)
            .Order(StringComparer.Ordinal)
            .Select(id => (Then: then.GetValueOrDefault(id), Now: now.GetValueOrDefault(id)))
            .Where(pair => pair.Then?.Verdict != pair.Now?.Verdict)
            .Select(pair =>
                $"{distro} {(pair.Now ?? pair.Then)!.Id} {(pair.Now ?? pair.Then)!.Title}: {Change(WordOf(pair.Then), WordOf(pair.Now))}"
            );
    }

    private static string WordOf(CheckResult? check) => check is null ? "not asked" : RunWords.Of(check.Verdict);

    private static IEnumerable<string> TimesOf(DistroSummary before, DistroSummary after) =>
        from now in after.Stages
        join then in before.Stages on now.Stage equals then.Stage
        where now.Verdict == Verdict.Passed && then.Verdict == Verdict.Passed && SlowerStage.IsNotable(then.Duration, now.Duration)
        select $"{after.Distro} {RunWords.Of(now.Stage)}: {Change(Spans.Precise(then.Duration), Spans.Precise(now.Duration))}";

    private static IEnumerable<string> FactsOf(string distro, RunResult then, RunResult now, DistroSummary before, DistroSummary after) =>
        [
            .. Differs($"{distro} medium", Said(before, Stage.Verify), Said(after, Stage.Verify)),
            .. Differs($"{distro} trust", FactsIn(then, distro)?.Trust, FactsIn(now, distro)?.Trust),
            .. Differs($"{distro} accelerator", FactsIn(then, distro)?.Accelerator, FactsIn(now, distro)?.Accelerator),
            .. Differs($"{distro} mail server", Said(before, Stage.MailTest), Said(after, Stage.MailTest)),
        ];

    private static IEnumerable<string> PackagesOf(DistroSummary before, DistroSummary after) =>
        PackageDifference.Of(PackagesOf(before), PackagesOf(after)).Select(change => $"{after.Distro}: {change}");

    private static IReadOnlyList<string> PackagesOf(DistroSummary summary) =>
        summary.Stages.FirstOrDefault(stage => stage.Stage == Stage.MailTest)?.Packages ?? [];

    private static DistroFacts? FactsIn(RunResult run, string distro) => run.Facts.FirstOrDefault(facts => facts.Distro == distro);

    private static string AcceleratorOf(RunResult run, string distro) => FactsIn(run, distro)?.Accelerator ?? run.Accelerator;

    private static string? Said(DistroSummary summary, Stage stage) =>
        summary.Stages.FirstOrDefault(result => result.Stage == stage && result.Verdict == Verdict.Passed)?.Summary;

    private static string? HostOf(RunResult run) =>
        run.Host is { } host ? $"{host.Name ?? "unnamed"}, {host.Cpus} CPUs, {host.MemoryMiB} MiB" : null;

    // What only one of the two knows is no difference: older reports hold less.
    private static IEnumerable<string> Differs(string what, string? then, string? now) =>
        then is null || now is null || then == now ? [] : [$"{what}: {Change(then, now)}"];

    private static string Change(string then, string now) => then == now ? now : $"{then} -> {now}";
}
