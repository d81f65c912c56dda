using System.Runtime.InteropServices;
using MailFactory.Testing.Commands;
using MailFactory.Testing.Commands.Servers;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    static readonly CancellationTokenSource _stop = new();

    readonly List<PosixSignalRegistration> _signals = [];

    public CancellationToken Cancellation => _stop.Token;

    protected override void OnBuildInitialized()
    {
        _signals.AddRange(
            new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal =>
                PosixSignalRegistration.Create(signal, Stop)
            )
        );
        try
        {
            ClassifiedAsync(() => Task.Run(CheckAsync)).GetAwaiter().GetResult();
            DetachIfWanted();
        }
        catch (Exception error) when (ExitCode == (int)FailureClass.Configuration)
        {
            Refuse(error.Message);
            throw;
        }
    }

    /// <summary>Everything that is known to be wrong is told before the first target.</summary>
    async Task CheckAsync()
    {
        RunOptionsCheck.Check(Options);
        MatrixSession.CheckSkipped(StagesOf(ExecutionPlan), StagesOf(SkippedTargets));
        await ServerTest.CheckAsync(Options, StagesOf(ExecutionPlan), Cancellation);
        await StageInputsCheck.CheckAsync(Options, PlannedStages, Cancellation);
        From<IServePages>().Live.Check();
        if (From<IReport>().Compare is { Length: > 0 } compared)
        {
            ReportComparison.Check(Options.Layout, compared);
        }

        if (ExecutionPlan.Any(target => target.Name == nameof(IReport.Site)))
        {
            await SiteBuild.CheckAsync(From<IReport>().SiteFolder, Cancellation);
        }

        if (From<IOperate>().Lines < 1)
        {
            throw new RunOptionsException($"--lines: {From<IOperate>().Lines} is less than 1");
        }

        if (From<IOperate>().Detach && PlannedStages.Count == 0)
        {
            throw new RunOptionsException(
                $"--detach: {string.Join(", ", InvokedTargets.Select(target => target.Name))} runs no machine; only a run of "
                    + "the matrix goes to the background"
            );
        }
    }

    void Stop(PosixSignalContext context)
    {
        // The process lives on until the machines are down and the report is written; the engine ends it then.
        context.Cancel = true;
        ExitCode = (int)FailureClass.Cancelled;
        _stop.Cancel();
    }
}
