using MailFactory.Testing.Dashboard.Logs;
using MailFactory.Testing.Dashboard.Overview;
using MailFactory.Testing.Dashboard.Screen;
using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Pipeline.Operation;
using Nuke.Common;

/// <summary>Looking at a run from another terminal, and ending it.</summary>
interface IOperate : IHasRun, IHasWorkDirectory
{
    [Parameter("Runs the build in the background: a session of its own, output in orchestration_logs; says how to watch and stop it")]
    bool Detach => TryGetValue<bool?>(() => Detach) ?? false;

    [Parameter("What Status shows: processes, vms, isos, tests or all - Default is 'all'",
        ValueProviderType = typeof(IOperate), ValueProviderMember = nameof(StatusParts))]
    string Show => TryGetValue(() => Show) ?? "all";

    [Parameter("How Status tells it: text or json - Default is 'text'",
        ValueProviderType = typeof(IOperate), ValueProviderMember = nameof(StatusFormats))]
    string Format => TryGetValue(() => Format) ?? "text";

    [Parameter("A process for Logs and Kill, such as vm_install_debian-13 or mail_tests - Logs shows the master log by default")]
    string? Process => TryGetValue(() => Process);

    [Parameter("How many lines Logs shows of the end - Default is 100")]
    int Lines => TryGetValue<int?>(() => Lines) ?? 100;

    [Parameter("Lets Logs go on until the run is over")]
    bool Follow => TryGetValue<bool?>(() => Follow) ?? false;

    IEnumerable<string> StatusParts => OfferedValues.StatusParts;

    IEnumerable<string> StatusFormats => OfferedValues.StatusFormats;

    Target Watch => _ => _
        .Description("Shows the run that goes on, live, until it ends or q is pressed; in a pipe a line per event")
        .Executes(() => ClassifiedAsync(() => RunWatch.RunAsync(Options.Layout, Output, () => DetachedBuild.IsUp(Options.Layout), Cancellation)));

    Target Status => _ => _
        .Description("Tells how the last run stands\nExample: ./build.sh Status --show tests --format json")
        .Executes(() => ClassifiedAsync(() => StatusView.PrintAsync(Options.Layout, Show, Format, Output, Cancellation)));

    Target Logs => _ => _
        .Description("Shows the master log, or that of a process or a machine's serial console\nExample: ./build.sh Logs --process vm_serial_debian-13 --follow")
        .Executes(() => ClassifiedAsync(() => LogView.PrintAsync(Options.Layout, Process ?? LogFiles.Master, Lines, Follow, Output, Cancellation)));

    Target Kill => _ => _
        .Description("Ends one process of the run that goes on, or all of a stage; the rest goes on\nExample: ./build.sh Kill --process vm_install_debian-13")
        .Requires(() => Process)
        .Executes(() => ClassifiedAsync(() => KillProcess.RunAsync(Options.Layout, Process!, Output, Cancellation)));

    Target Stop => _ => _
        .Description("Ends the run that goes on: asks first, after 20 s by force")
        .Executes(() => ClassifiedAsync(() => StopRun.RunAsync(Options.Layout, Output, Cancellation)));
}
