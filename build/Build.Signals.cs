using System.Runtime.InteropServices;
using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    readonly CancellationTokenSource _stop = new();
    readonly List<PosixSignalRegistration> _signals = [];

    public CancellationToken Cancellation => _stop.Token;

    protected override void OnBuildInitialized()
    {
        _signals.AddRange(new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Stop)));
        ClassifiedAsync(() => Task.Run(() => RunOptionsCheck.Check(Options))).GetAwaiter().GetResult();
        DetachIfWanted();
    }

    void Stop(PosixSignalContext context)
    {
        // The process lives on until the machines are down and the report is written; the engine ends it then.
        context.Cancel = true;
        ExitCode = (int)FailureClass.Cancelled;
        _stop.Cancel();
    }
}
