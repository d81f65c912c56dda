using CsCheck;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Tests.Runs.Journal;

/// <summary>Entries of runs, one told in full and any number at random.</summary>
internal static class SampleRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 17, 0, 0, TimeSpan.Zero);

    private static readonly string[] _distros = ["debian-13", "ubuntu-22"];

    /// <summary>A run of two distros, one of which fails.</summary>
    public static IReadOnlyList<JournalEntry> Entries { get; } =
    [
        Begin(0),
        new LineSaid { Time = At(1), Text = "NO WORKING KVM ON THIS HOST" },
        new RunPlanned
        {
            Time = At(2),
            Accelerator = "tcg max (QEMU 7.2, speed factor 1.00)",
            Host = "3500 MiB, 2 CPUs, 40 GiB, 1 machine",
        },
        new StageStarted
        {
            Time = At(2),
            Distro = "debian-13",
            Stage = Stage.Download,
        },
        new StageStarted
        {
            Time = At(2),
            Distro = "ubuntu-22",
            Stage = Stage.Download,
        },
        Progress(3, "debian-13", Stage.Download, "downloading", 10, "12.5 MB/s"),
        Progress(4, "ubuntu-22", Stage.Download, "downloading", 20, "3.1 MB/s"),
        Ended(5, "debian-13", Stage.Download, StageVerdict(Verdict.Passed)),
        new StageStarted
        {
            Time = At(5),
            Distro = "debian-13",
            Stage = Stage.Install,
        },
        new LineSaid
        {
            Time = At(6),
            Distro = "debian-13",
            Text = "the mirror lacks \"e2fsprogs-udeb\"\nstand-ins are built — ünïcode",
        },
        Progress(7, "debian-13", Stage.Install, "base system 60%", 40, null),
        Ended(8, "ubuntu-22", Stage.Download, StageVerdict(Verdict.Failed)),
        Ended(8, "ubuntu-22", Stage.Install, StageVerdict(Verdict.Skipped)),
        Ended(9, "debian-13", Stage.Install, StageVerdict(Verdict.Passed)),
        new RunEnded { Time = At(10), Result = FailureClass.Infrastructure },
    ];

    /// <summary>Entries in any order, also those that make no sense together.</summary>
    public static Gen<JournalEntry[]> Any { get; } =
        Gen.OneOf(
            Gen.Int[0, 100].Select(JournalEntry (second) => Begin(second)),
            Item.Select(
                JournalEntry (at) =>
                    new StageStarted
                    {
                        Time = At(at.Second),
                        Distro = at.Distro,
                        Stage = at.Stage,
                    }
            ),
            Gen.Select(Item, Gen.String, Gen.Double[0, 100], Gen.String)
                .Select(
                    JournalEntry (values) =>
                        Progress(values.Item1.Second, values.Item1.Distro, values.Item1.Stage, values.Item2, values.Item3, values.Item4)
                ),
            Gen.Select(Item, Gen.Enum<Verdict>())
                .Select(
                    JournalEntry (values) => Ended(values.Item1.Second, values.Item1.Distro, values.Item1.Stage, StageVerdict(values.Item2))
                ),
            Gen.Select(Gen.Int[0, 100], Gen.String)
                .Select(JournalEntry (values) => new LineSaid { Time = At(values.Item1), Text = values.Item2 }),
            Gen.Select(Gen.Int[0, 100], Gen.Enum<FailureClass>())
                .Select(JournalEntry (values) => new RunEnded { Time = At(values.Item1), Result = values.Item2 })
        ).Array[0, 40];

    private static Gen<(int Second, string Distro, Stage Stage)> Item =>
        Gen.Select(
            Gen.Int[0, 100],
            Gen.Int[0, 2].Select(index => index < _distros.Length ? _distros[index] : "fedora-41"),
            Gen.Enum<Stage>()
        );

    public static RunStarted Begin(int second) =>
        new()
        {
            Time = At(second),
            RunId = "20261123-170000",
            Owner = ProcessIdentity.Current,
            Command = "Test --distro debian-13 ubuntu-22",
            Distros = _distros,
            Stages = [Stage.Download, Stage.Install],
        };

    public static StageProgressed Progress(int second, string distro, Stage stage, string phase, double? percent, string? note) =>
        new()
        {
            Time = At(second),
            Distro = distro,
            Stage = stage,
            Phase = phase,
            Percent = percent,
            Remaining = percent is null ? null : TimeSpan.FromTicks(12_345_678_901),
            Note = note,
        };

    public static StageEnded Ended(int second, string distro, Stage stage, StageResult result) =>
        new() { Time = At(second), Result = result with { Distro = distro, Stage = stage, Started = At(second - 1) } };

    public static DateTimeOffset At(double second) => Start.AddSeconds(second);

    private static StageResult StageVerdict(Verdict verdict) =>
        new()
        {
            Distro = string.Empty,
            Stage = Stage.Download,
            Verdict = verdict,
            Summary = $"it {verdict}",
            FailureClass = verdict == Verdict.Failed ? FailureClass.Infrastructure : FailureClass.None,
            Started = Start,
            Duration = TimeSpan.FromTicks(10_000_001),
            Evidence = ["sha256 abc"],
            Checks = verdict == Verdict.Failed ? [Check("SMTP-01", Verdict.Passed), Check("IMAP-01", Verdict.Failed)] : [],
        };

    private static CheckResult Check(string id, Verdict verdict) =>
        new()
        {
            Id = id,
            Title = "a check",
            Severity = Severity.Major,
            Verdict = verdict,
            Summary = "220 ready",
            Duration = TimeSpan.FromMilliseconds(1.5),
            Transcript = ["S: 220 ready"],
            Measurements = new Dictionary<string, double> { ["latency_ms"] = double.NaN },
        };
}
