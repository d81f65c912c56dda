using MailFactory.Testing.Commands;
using MailFactory.Testing.Dashboard.Logs;
using MailFactory.Testing.Dashboard.Overview;
using MailFactory.Testing.Dashboard.Screen;
using MailFactory.Testing.Options;
using MailFactory.Web;
using Nuke.Common;

/// <summary>Looking at a run from another terminal, and ending it.</summary>
interface IOperate : IHasRun, IHasWorkDirectory, IServePages
{
    [Parameter(
        "Runs the build in the background, in a session of its own with its output in orchestration_logs; says how to watch and stop it"
    )]
    bool Detach => TryGetValue<bool?>(() => Detach) ?? false;

    [Parameter(
        "What Status shows: processes, vms, isos, tests or all - Default is 'all'",
        ValueProviderType = typeof(IOperate),
        ValueProviderMember = nameof(StatusParts)
    )]
    string Show => TryGetValue(() => Show) ?? "all";

    [Parameter(
        "The form of Status: text or json - Default is 'text'",
        ValueProviderType = typeof(IOperate),
        ValueProviderMember = nameof(StatusFormats)
    )]
    string Format => TryGetValue(() => Format) ?? "text";

    [Parameter("The process that Logs shows or Kill ends, such as vm_install_debian-13 or mail_tests - Default is the master log for Logs")]
    string? Process => TryGetValue(() => Process);

    [Parameter("How many of the last lines Logs shows - Default is 100")]
    int Lines => TryGetValue<int?>(() => Lines) ?? 100;

    [Parameter("Logs keeps showing new lines until the run ends")]
    bool Follow => TryGetValue<bool?>(() => Follow) ?? false;

    IEnumerable<string> StatusParts => OfferedValues.StatusParts;

    IEnumerable<string> StatusFormats => OfferedValues.StatusFormats;

    Target Watch =>
        _ =>
            _.Description(
                    "Shows the current run live, until it ends or q is pressed; in a pipe, one line per event; with --web as a page\n"
                        + "Example: ./build.sh Watch --web --open"
                )
                .Executes(() => ClassifiedAsync(WatchAsync));

    Target Status =>
        _ =>
            _.Description("Shows the state of the current or last run\nExample: ./build.sh Status --show tests --format json")
                .Executes(() => ClassifiedAsync(() => StatusView.PrintAsync(Options.Layout, Show, Format, Output, Cancellation)));

    Target Logs =>
        _ =>
            _.Description(
                    "Shows the master log, or the log of one process or of a machine's serial console\nExample: ./build.sh "
                        + "Logs --process vm_serial_debian-13 --follow"
                )
                .Executes(() =>
                    ClassifiedAsync(() =>
                        LogView.PrintAsync(Options.Layout, Process ?? LogFiles.Master, Lines, Follow, Output, Cancellation)
                    )
                );

    Target Kill =>
        _ =>
            _.Description(
                    "Ends one process of the current run, or all processes of a stage; the others continue\nExample: "
                        + "./build.sh Kill --process vm_install_debian-13"
                )
                .Requires(() => Process)
                .Executes(() => ClassifiedAsync(() => KillProcess.RunAsync(Options.Layout, Process!, Output, Cancellation)));

    Target Stop =>
        _ =>
            _.Description("Stops the current run; kills it if it has not ended after 20 s")
                .Executes(() => ClassifiedAsync(() => StopRun.RunAsync(Options.Layout, Output, Cancellation)));

    Task WatchAsync() =>
        Web
            ? UntilInterruptedAsync(token => LiveWatch.RunAsync(Options.Layout, Live, Output, token))
            : RunWatch.RunAsync(Options.Layout, Output, () => DetachedBuild.IsUp(Options.Layout), Cancellation);
}
