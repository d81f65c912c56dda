using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Dashboard.Screen;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.TestKit;

/// <summary>A matrix of thirteen distros in the middle of its run.</summary>
internal static class SampleMatrix
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 17, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<string> Distros =
    [
        "ubuntu-22",
        "ubuntu-24",
        "debian-11",
        "debian-12",
        "debian-13",
        "fedora-38",
        "fedora-39",
        "fedora-40",
        "fedora-41",
        "rhel-9",
        "almalinux-9",
        "rocky-9",
        "opensuse-15",
    ];

    /// <summary>What the dashboard gets half an hour into the run.</summary>
    public static DashboardInput Input { get; } =
        new()
        {
            Reading = new RunReading(
                new RunStatus
                {
                    State = RunState.Of(Entries()),
                    Live = [Progress(1790, "fedora-38", Stage.Download, "downloading", 37, 300, "12.5 MB/s")],
                },
                IsAlive: true,
                null
            ),
            Host = new HostSample
            {
                Cpus = 16,
                CpuPercent = 87.4,
                AvailableMemoryMiB = 20_480,
                FreeDiskGiB = 311.25,
            },
            Processes = [Sample("vm_install_debian-13", 2150, 98.6), Sample("vm_install_ubuntu-22", 512, 151)],
            Now = Start.AddSeconds(1800),
        };

    private static IEnumerable<JournalEntry> Entries() =>
        [
            new RunStarted
            {
                Time = Start,
                RunId = "20261123-170000",
                Owner = ProcessIdentity.Current,
                Command = "Test",
                Distros = Distros,
                Stages = Enum.GetValues<Stage>(),
            },
            new RunPlanned
            {
                Time = Start.AddSeconds(4),
                Accelerator = "kvm host (QEMU 9.2, speed factor 1.00)",
                Host = "28000 MiB, 16 CPUs",
            },
            .. Passed("debian-13", 0, Stage.Download, Stage.Verify, Stage.Create),
            .. Passed("ubuntu-22", 0, Stage.Download, Stage.Verify, Stage.Create),
            .. Passed("debian-12", 0, Stage.Download, Stage.Verify, Stage.Create, Stage.Install, Stage.Archive, Stage.MailTest),
            .. Failed("rhel-9"),
            Ended(200, "opensuse-15", Stage.Download, Verdict.Passed, "openSUSE-Leap-15.6-DVD-x86_64.iso"),
            Ended(210, "opensuse-15", Stage.Verify, Verdict.Passed, "signed"),
            Ended(211, "opensuse-15", Stage.Create, Verdict.Skipped, "an archive of the same inputs is there"),
            new StageStarted
            {
                Time = Start.AddSeconds(600),
                Distro = "debian-13",
                Stage = Stage.Install,
            },
            Progress(1700, "debian-13", Stage.Install, "base system 60%", 40, 725, null),
            new StageStarted
            {
                Time = Start.AddSeconds(700),
                Distro = "ubuntu-22",
                Stage = Stage.Install,
            },
            Progress(1750, "ubuntu-22", Stage.Install, "curtin: installing\u001b[31m packages", 71, 10, null),
            new StageStarted
            {
                Time = Start.AddSeconds(900),
                Distro = "fedora-38",
                Stage = Stage.Download,
            },
            new StageStarted
            {
                Time = Start.AddSeconds(901),
                Distro = "fedora-39",
                Stage = Stage.Download,
            },
            new LineSaid
            {
                Time = Start.AddSeconds(1780),
                Distro = "fedora-39",
                Text = "dl.fedoraproject.org answers slowly; trying the next mirror of the list that the catalogue gives",
            },
        ];

    private static IEnumerable<JournalEntry> Passed(string distro, int second, params Stage[] stages) =>
        stages.Select(stage => Ended(second + (int)stage, distro, stage, Verdict.Passed, "well done"));

    private static IEnumerable<JournalEntry> Failed(string distro) =>
        [
            Ended(100, distro, Stage.Download, Verdict.Failed, "the ISO of rhel-9 needs --rhsm-offline-token"),
            .. Enum.GetValues<Stage>().Skip(1).Select(stage => Ended(100, distro, stage, Verdict.Skipped, "not reached: Download failed")),
        ];

    private static StageEnded Ended(int second, string distro, Stage stage, Verdict verdict, string summary) =>
        new()
        {
            Time = Start.AddSeconds(second),
            Result = new StageResult
            {
                Distro = distro,
                Stage = stage,
                Verdict = verdict,
                Summary = summary,
                FailureClass = verdict == Verdict.Failed ? FailureClass.Configuration : FailureClass.None,
                Started = Start,
                Duration = TimeSpan.FromSeconds(second),
            },
        };

    private static StageProgressed Progress(
        int second,
        string distro,
        Stage stage,
        string phase,
        double percent,
        int remaining,
        string? note
    ) =>
        new()
        {
            Time = Start.AddSeconds(second),
            Distro = distro,
            Stage = stage,
            Phase = phase,
            Percent = percent,
            Remaining = TimeSpan.FromSeconds(remaining),
            Note = note,
        };

    private static ProcessSample Sample(string name, long memory, double cpu) =>
        new()
        {
            Name = name,
            Kind = ProcessKind.Machine,
            Pid = 4711,
            Started = Start,
            MemoryMiB = memory,
            CpuPercent = cpu,
            ReadRate = 640_000,
            WriteRate = 12_300_000,
        };
}
