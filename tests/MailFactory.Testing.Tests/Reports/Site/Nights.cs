using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports.Site;

/// <summary>Runs of night after night.</summary>
internal static class Nights
{
    public static readonly DateTimeOffset First = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>A run of some distros, so many days after the first; those that are named fail.</summary>
    public static RunResult Night(int day, IReadOnlyList<string> distros, params string[] failing)
    {
        var started = First.AddDays(day);
        return new RunResult
        {
            RunId = $"{started:yyyyMMdd-HHmmss}",
            Started = started,
            Duration = TimeSpan.FromHours(1),
            Distros = distros,
            Accelerator = "kvm host (QEMU 9.2, speed factor 1.00)",
            Stages =
            [
                .. distros.SelectMany(distro =>
                    (StageResult[])
                        [
                            SampleRuns.StageOf(Stage.Install, "installed in 7 min") with
                            {
                                Distro = distro,
                                Started = started,
                                Duration = TimeSpan.FromSeconds(400 + day),
                            },
                            failing.Contains(distro) ? Failed(distro, started) : Passed(distro, started),
                        ]
                ),
            ],
        };
    }

    private static StageResult Passed(string distro, DateTimeOffset started) =>
        SampleRuns.MailTest(SampleRuns.PassedCheck) with
        {
            Distro = distro,
            Started = started,
            Summary = "1 of 1 checks passed with dovecot 2.4.1, postfix 3.10.13",
        };

    private static StageResult Failed(string distro, DateTimeOffset started) =>
        SampleRuns.MailTest(SampleRuns.PassedCheck, SampleRuns.FailedCheck) with
        {
            Distro = distro,
            Started = started,
            Verdict = Verdict.Failed,
            FailureClass = FailureClass.Product,
            Summary = "1 check failed",
        };
}
