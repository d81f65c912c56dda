using MailFactory.Testing.Installs;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Installs;

public sealed class InstallMonitorTests : IDisposable
{
    private const string Nonce = "nonce-4711";

    private readonly TemporaryFolder _folder = new();
    private readonly List<InstallProgress> _progress = [];
    private readonly ScriptedMachine _machine;

    public InstallMonitorTests() => _machine = new ScriptedMachine(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Nonce_and_power_off_by_the_guest_complete_the_install()
    {
        _machine.Print($"Finishing the installation  ... 13%{Nonce}\n");
        _machine.End(MachineExit.GuestShutdown);
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.True(outcome.IsCompleted, outcome.Failure?.Cause);
        Assert.Null(outcome.Screenshot);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", MachineExit.GuestShutdown, InstallFailureKind.NoNonce, FailureClass.Product)]
    [InlineData(Nonce, MachineExit.GuestReset, InstallFailureKind.Rebooted, FailureClass.Product)]
    [InlineData(Nonce, "host-signal", InstallFailureKind.Died, FailureClass.Infrastructure)]
    [InlineData(Nonce, null, InstallFailureKind.Died, FailureClass.Infrastructure)]
    [InlineData("!! ERROR: Installation step failed\n" + Nonce, MachineExit.GuestShutdown, InstallFailureKind.InstallerError, FailureClass.Product)]
    public async Task Any_other_end_is_a_failure_of_its_own_kind(string text, string? reason, InstallFailureKind kind, FailureClass failureClass)
    {
        _machine.Print(text + "\n");
        _machine.End(reason, exitCode: 0);
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(kind, outcome.Failure?.Kind);
        Assert.Equal(failureClass, outcome.Failure?.FailureClass);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_question_fails_at_once_with_a_picture_of_the_screen()
    {
        _machine.Print("Which disk?\nPrompt: '?' for help, default=1> ");
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.AskingHuman, outcome.Failure?.Kind);
        Assert.True(outcome.Elapsed < TimeSpan.FromSeconds(1));
        Assert.Equal("still", await File.ReadAllTextAsync(outcome.Screenshot!, TestContext.Current.CancellationToken));
        Assert.Equal("Which disk?", outcome.LastLines[0]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_machine_in_which_nothing_moves_has_stalled_after_the_window_not_before()
    {
        _machine.Print("Installing the base system  ... 17%");
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.Stalled, outcome.Failure?.Kind);
        Assert.InRange(outcome.Elapsed, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Contains("base system", outcome.Failure!.Cause, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_blinking_cursor_is_not_work()
    {
        _machine.Screen = look => look % 2 == 0 ? "cursor" : "no cursor";
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.Stalled, outcome.Failure?.Kind);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_on_the_disk_or_the_screen_is_no_stall_but_ends_with_the_time(bool isDisk)
    {
        _machine.IsUsingDisks = isDisk;
        _machine.Screen = look => isDisk ? "still" : $"frame {look}";
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.TimedOut, outcome.Failure?.Kind);
        Assert.InRange(outcome.Elapsed, TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(91));
        var warning = Assert.Single(_progress, report => report.Warning is not null);
        Assert.InRange(warning.Elapsed, TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(46));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_full_host_disk_is_the_hosts_fault()
    {
        _machine.StorageError = "the host's disk is full";
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.HostStorage, outcome.Failure?.Kind);
        Assert.Equal(FailureClass.Infrastructure, outcome.Failure?.FailureClass);
    }

    [Fact(Timeout = 30_000)]
    public async Task Progress_names_phase_percent_and_an_estimate()
    {
        _machine.Print("Linux version 6.12\nInstalling the base system  ... 48%");
        await WatchAsync(TestContext.Current.CancellationToken);
        var last = _progress[^1];
        Assert.Equal(("base system", 48), (last.Phase, last.PhasePercent));
        Assert.InRange(last.OverallPercent, 1, 99);
        Assert.Equal(last.Elapsed * (100 - last.OverallPercent) / last.OverallPercent, last.Remaining);
    }

    private Task<InstallOutcome> WatchAsync(CancellationToken cancellationToken) =>
        new InstallMonitor(Rules.Of("debian-installer"), new InstallTimeouts(), new JumpingTime())
            .WatchAsync(_machine, Nonce, _folder.Path, new Recorder(_progress), cancellationToken);

    // Progress<T> would report on another thread, later.
    private sealed class Recorder(List<InstallProgress> reports) : IProgress<InstallProgress>
    {
        public void Report(InstallProgress value) => reports.Add(value);
    }
}
