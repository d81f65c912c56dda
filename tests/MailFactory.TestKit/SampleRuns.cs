using MailFactory.Testing.Runs;

namespace MailFactory.TestKit;

/// <summary>Runs to report on.</summary>
internal static class SampleRuns
{
    public static CheckResult PassedCheck { get; } =
        new()
        {
            Id = "SMTP-01",
            Title = "Banner",
            Severity = Severity.Major,
            Verdict = Verdict.Passed,
            Summary = "220 mail.example.test ESMTP",
            Duration = TimeSpan.FromMilliseconds(412),
            Measurements = new Dictionary<string, double> { ["latency_p95_ms"] = 31.25 },
        };

    public static CheckResult FailedCheck { get; } =
        new()
        {
            Id = "REL-01",
            Title = "No open relay",
            Severity = Severity.Critical,
            Verdict = Verdict.Failed,
            Summary = "accepted <a@other.test> | 250 `ok`\nand delivered it",
            Duration = TimeSpan.FromSeconds(3.1),
            Transcript = ["C: RCPT TO:<a@other.test>", "S: 250 2.1.5 Ok ```"],
        };

    public static RunResult Passed { get; } = Run(StageOf(Stage.Download, "downloaded"), MailTest(PassedCheck));

    public static RunResult Failed { get; } =
        Run(
            StageOf(Stage.Download, "downloaded") with
            {
                Evidence = ["sha256 0123", "size 9 | 10"],
                Files = ["vms/debian-13/serial.log"],
            },
            MailTest(PassedCheck, FailedCheck) with
            {
                Verdict = Verdict.Failed,
                FailureClass = FailureClass.Product,
                Summary = "1 check failed",
            }
        );

    public static RunResult Unreachable { get; } =
        Run(
            StageOf(
                Stage.Download,
                "debian-installer-12-netboot-amd64 cannot be had: http://deb.debian.org/debian answered 404 for the kernel "
                    + "modules and nothing can stand in for them"
            ) with
            {
                Verdict = Verdict.Failed,
                FailureClass = FailureClass.Infrastructure,
            },
            StageOf(Stage.MailTest, "not reached: Download failed") with
            {
                Verdict = Verdict.Skipped,
                Duration = TimeSpan.Zero,
            }
        );

    /// <summary>With everything a result can hold.</summary>
    public static RunResult Whole { get; } =
        Failed with
        {
            Host = new RunHost
            {
                MemoryMiB = 8192,
                Cpus = 4,
                DiskGiB = 100,
                Machines = 2,
            },
            Facts =
            [
                new DistroFacts
                {
                    Distro = "debian-13",
                    Name = "Debian 13",
                    Accelerator = "tcg (qemu 7.2)",
                    Trust = "signed",
                    EvidenceBundle = "test_results/evidence_debian-13_20260102-030405.zip",
                },
            ],
            Stages =
            [
                .. Failed.Stages,
                StageOf(Stage.Install, "installed") with
                {
                    MemoryMiB = 2048,
                    Cpus = 2,
                    Phases =
                    [
                        new StagePhase
                        {
                            Name = "partitioning",
                            Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                            Duration = TimeSpan.FromSeconds(12),
                        },
                    ],
                },
            ],
        };

    public static StageResult MailTest(params CheckResult[] checks) =>
        StageOf(Stage.MailTest, "all checks passed") with
        {
            Checks = checks,
        };

    public static StageResult StageOf(Stage stage, string summary) =>
        new()
        {
            Distro = "debian-13",
            Stage = stage,
            Verdict = Verdict.Passed,
            Summary = summary,
            Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(751),
        };

    public static RunResult Run(params StageResult[] stages) =>
        new()
        {
            RunId = "20260102-030405",
            Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(3847),
            Distros = ["debian-13"],
            Accelerator = "tcg (qemu 7.2)",
            Stages = stages,
        };
}
