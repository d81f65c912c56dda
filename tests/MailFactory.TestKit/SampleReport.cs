using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;

namespace MailFactory.TestKit;

/// <summary>
/// A run of three distros with everything a page can show, its files in a work directory, and an earlier run to compare with.
/// </summary>
internal static class SampleReport
{
    /// <summary>What a hostile distro would print to break out of the page.</summary>
    public const string Hostile = "</pre></script><img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>";

    // A blue screen with a grey box, 320 x 200.
    private const string Screen =
        "iVBORw0KGgoAAAANSUhEUgAAAUAAAADICAMAAACu2siZAAAACVBMVEUAAKrIyMiqAAAjcER8AAAA8UlEQVR42u3XQQ0AMAwDsbb8QY/FFCk+CP7djCRJkiRJkiRJkiRJkiRJkiRJkqrasgACBAgQIECAAAECBJgAeGUBBAgQIECAAAECBAgwAdDKAQQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQI8CegJEmSJEmSJEmSJEmSJEmSJEmSonuS0XnhnpHPdwAAAABJRU5ErkJggg==";

    private static readonly DateTimeOffset _start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The run.</summary>
    public static RunResult Run { get; } =
        new()
        {
            RunId = "20260102-030405",
            Started = _start,
            Duration = TimeSpan.FromMinutes(46),
            Distros = ["debian-13", "fedora-41", "ubuntu-22"],
            Accelerator = "kvm (QEMU 7.2.22, speed factor 1.00)",
            Host = new RunHost
            {
                MemoryMiB = 4096,
                Cpus = 4,
                DiskGiB = 120,
                Machines = 2,
            },
            Facts =
            [
                FactsOf("debian-13", "Debian 13 (trixie)"),
                FactsOf("fedora-41", "Fedora 41") with
                {
                    EvidenceBundle = "test_results/evidence_fedora-41_20260102-030405.zip",
                },
                FactsOf("ubuntu-22", "Ubuntu 22.04 LTS"),
            ],
            Stages =
            [
                .. Stages("debian-13", 0),
                .. Stages("fedora-41", 60).Take(3),
                Failed,
                StageOf("fedora-41", Stage.Archive, 1500, 0) with
                {
                    Verdict = Verdict.Skipped,
                    Summary = "not reached: Install failed",
                },
                .. Stages("ubuntu-22", 1200),
            ],
        };

    /// <summary>An earlier run in which Ubuntu failed and Debian was quicker.</summary>
    public static RunResult Earlier { get; } =
        Run with
        {
            RunId = "20260101-030405",
            Started = _start.AddDays(-1),
            Facts = [.. Run.Facts.Select(facts => facts with { EvidenceBundle = null })],
            Stages =
            [
                .. Stages("debian-13", 0).Select(stage => stage with { Duration = stage.Duration / 2 }),
                .. Stages("fedora-41", 0),
                StageOf("ubuntu-22", Stage.Install, 100, 700) with
                {
                    Verdict = Verdict.Failed,
                    FailureClass = FailureClass.Product,
                    Summary = "stalled",
                },
            ],
        };

    private static StageResult Failed =>
        StageOf("fedora-41", Stage.Install, 80, 1420) with
        {
            Verdict = Verdict.Failed,
            FailureClass = FailureClass.Product,
            Summary = $"unanswered question: waits for a person to answer: {Hostile}",
            Evidence = ["remedy: name the disk in the answer file", Hostile, "\u001b[31m\0red"],
            Files = ["vms/fedora-41/serial.log", "vms/fedora-41/install-failed.png", "vms/fedora-41/gone.log", "../../../etc/passwd"],
            Phases = [PhaseOf("stage 2 loads", 80, 200), PhaseOf("asks for a disk", 280, 1220)],
        };

    /// <summary>Writes the files that the run names, and the report of the earlier one.</summary>
    public static async Task WriteAsync(WorkLayout layout, CancellationToken cancellationToken)
    {
        foreach (var distro in Run.Distros)
        {
            var folder = layout.Machine(distro);
            Directory.CreateDirectory(folder);
            var lines = Enumerable.Range(1, 500).Select(number => $"[{number * 0.37, 8:0.00}] line {number} of {distro}");
            await File.WriteAllLinesAsync(
                Path.Combine(folder, "serial.log"),
                [.. lines, Hostile, "Which disk? \u001b[1mPrompt\u001b[0m"],
                cancellationToken
            );
            await File.WriteAllBytesAsync(Path.Combine(folder, "install-failed.png"), Convert.FromBase64String(Screen), cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(layout.Root, "passwd"), "not for the page", cancellationToken);
        Directory.CreateDirectory(layout.Results);
        await File.WriteAllTextAsync(ReportFiles.For(layout, Earlier.RunId).Json, JsonReport.Render(Earlier), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(layout.Results, "test_results_half.json"), "{ \"runId\":", cancellationToken);
    }

    private static IEnumerable<StageResult> Stages(string distro, int start) =>
        [
            StageOf(distro, Stage.Download, start, 40),
            StageOf(distro, Stage.Verify, start + 40, 2) with
            {
                Summary = "signed: SHA256SUMS signed by <release@example.org>",
            },
            StageOf(distro, Stage.Create, start + 42, 18),
            StageOf(distro, Stage.Install, start + 60, 900) with
            {
                Phases = [PhaseOf("partitioning", start + 70, 120), PhaseOf("packages", start + 190, 700)],
                Files = [$"vms/{distro}/serial.log"],
                MemoryMiB = 2048,
                Cpus = 2,
            },
            StageOf(distro, Stage.Archive, start + 960, 20) with
            {
                Cpus = 1,
            },
            StageOf(distro, Stage.MailTest, start + 980, 500) with
            {
                Checks = [SampleRuns.PassedCheck, SampleRuns.FailedCheck with { Verdict = Verdict.Warned, Severity = Severity.Minor }],
                MemoryMiB = 2048,
                Cpus = 2,
            },
        ];

    private static StageResult StageOf(string distro, Stage stage, int start, int seconds) =>
        new()
        {
            Distro = distro,
            Stage = stage,
            Verdict = Verdict.Passed,
            Summary = "done",
            Started = _start.AddSeconds(start),
            Duration = TimeSpan.FromSeconds(seconds),
        };

    private static StagePhase PhaseOf(string name, int start, int seconds) =>
        new()
        {
            Name = name,
            Started = _start.AddSeconds(start),
            Duration = TimeSpan.FromSeconds(seconds),
        };

    private static DistroFacts FactsOf(string distro, string name) =>
        new()
        {
            Distro = distro,
            Name = name,
            Accelerator = "kvm (QEMU 7.2.22)",
            Trust = "signed",
        };
}
