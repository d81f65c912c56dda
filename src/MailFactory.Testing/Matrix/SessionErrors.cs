using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>What it is due to when a session cannot start.</summary>
public static class SessionErrors
{
    /// <summary>The class of an error; <see cref="FailureClass.Infrastructure"/> for everything that is not known better.</summary>
    public static FailureClass ClassOf(Exception error) =>
        error switch
        {
            RunOptionsException
            or CatalogException
            or ScheduleException
            or AnswerFileException
            or WorkDirectoryBusyException
            or KnownIssuesException
            or UnknownNameException => FailureClass.Configuration,
            HostException host => host.FailureClass,
            ReleaseException release => release.FailureClass,
            GuestException => FailureClass.Product,
            OperationCanceledException => FailureClass.Cancelled,
            AcceleratorException or ToolException or IOException => FailureClass.Infrastructure,
            _ => FailureClass.Infrastructure,
        };

    /// <summary>
    /// The exit code of a build after more failures: the worst class so far, in the order of <see cref="RunResult.FailureClass"/>.
    /// </summary>
    public static int? ExitCode(int? soFar, IEnumerable<StageResult> failures) =>
        Worst(failures.Select(failure => failure.Known is null ? (int)failure.FailureClass : ReportWords.KnownFailures), soFar);

    /// <summary>The exit code of a build after a report of other runs: the worst class of both.</summary>
    public static int? ExitCode(int? soFar, RunResult report) => Worst([ReportWords.ExitCode(report)], soFar);

    private static int? Worst(IEnumerable<int> failures, int? soFar)
    {
        int[] worstFirst =
        [
            (int)FailureClass.Cancelled,
            (int)FailureClass.Configuration,
            (int)FailureClass.Product,
            (int)FailureClass.Infrastructure,
            ReportWords.KnownFailures,
        ];
        var codes = failures.Select(failure => (int?)failure).Append(soFar).ToList();
        return worstFirst.Select(code => (int?)code).FirstOrDefault(codes.Contains) ?? soFar;
    }
}
