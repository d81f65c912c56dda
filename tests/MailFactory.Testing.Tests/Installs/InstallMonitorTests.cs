using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
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
    [InlineData("", MachineExit.GuestPanic, InstallFailureKind.Panic, FailureClass.Product)]
    [InlineData(Nonce, "host-signal", InstallFailureKind.Died, FailureClass.Infrastructure)]
    [InlineData(Nonce, null, InstallFailureKind.Died, FailureClass.Infrastructure)]
    [InlineData(
        "!! ERROR: Installation step failed\n" + Nonce,
        MachineExit.GuestShutdown,
        InstallFailureKind.InstallerError,
        FailureClass.Product
    )]
    internal async Task Any_other_end_is_a_failure_of_its_own_kind(
        string text,
        string? reason,
        InstallFailureKind kind,
        FailureClass failureClass
    )
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
    [InlineData("disk")]
    [InlineData("network")]
    [InlineData("screen")]
    public async Task Work_on_disk_network_or_screen_is_no_stall_but_ends_with_the_time(string signal)
    {
        _machine.IsUsingDisks = signal == "disk";
        _machine.IsUsingNetwork = signal == "network";
        _machine.Screen = look => signal == "screen" ? $"frame {look}" : "still";
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.TimedOut, outcome.Failure?.Kind);
        Assert.InRange(outcome.Elapsed, TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(91));
        Assert.Equal(Liveness.Slow, outcome.Liveness);
        var warning = Assert.Single(
            _progress,
            report => report.Warning?.StartsWith("half of the 90 min", StringComparison.Ordinal) == true
        );
        Assert.InRange(warning.Elapsed, TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(46));
        Assert.Contains("kB on serial", warning.Warning, StringComparison.Ordinal);
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

    [Theory(Timeout = 30_000)]
    [InlineData(MachineCondition.Held, InstallFailureKind.Held, Liveness.Hung, 1, "SIGSTOP")]
    [InlineData(MachineCondition.Paused, InstallFailureKind.Held, Liveness.Hung, 1, "QMP 'stop'")]
    [InlineData(MachineCondition.Silent, InstallFailureKind.Silent, Liveness.Hung, 1, "has not answered QMP")]
    [InlineData(MachineCondition.InternalError, InstallFailureKind.Died, Liveness.Crashed, 0, "internal-error")]
    [InlineData(MachineCondition.StorageFailed, InstallFailureKind.HostStorage, Liveness.Crashed, 0, "storage failed")]
    [InlineData(MachineCondition.Panicked, InstallFailureKind.Panic, Liveness.Crashed, 0, "pvpanic")]
    internal async Task What_QEMU_says_of_the_machine_counts_even_while_its_disks_move(
        MachineCondition condition,
        InstallFailureKind kind,
        Liveness liveness,
        int minutes,
        string cause
    )
    {
        _machine.IsUsingDisks = true;
        _machine.Condition = condition;
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal((kind, liveness), (outcome.Failure!.Kind, outcome.Liveness));
        Assert.Contains(cause, outcome.Failure.Cause, StringComparison.Ordinal);
        Assert.InRange(outcome.Elapsed, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes + 0.5));
        if (minutes > 0)
        {
            Assert.Contains(_progress, report => report.Liveness == Liveness.Hung && report.Warning is not null);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task An_install_that_moves_but_tells_nothing_new_is_slow_and_says_so_once()
    {
        _machine.Print("Installing the base system  ... 17%");
        _machine.IsUsingNetwork = true;
        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.TimedOut, outcome.Failure?.Kind);
        var warning = Assert.Single(_progress, report => report.Warning?.StartsWith("slow", StringComparison.Ordinal) == true);
        Assert.InRange(warning.Elapsed, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Contains("of network", warning.Warning, StringComparison.Ordinal);
        Assert.All(
            _progress.TakeWhile(report => report.Elapsed < TimeSpan.FromMinutes(9)),
            report => Assert.Equal(Liveness.Running, report.Liveness)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_console_that_repeats_itself_without_end_is_a_flood_not_an_install()
    {
        await using (var serial = File.OpenWrite(_machine.SerialPath))
        {
            var block = System.Text.Encoding.ASCII.GetBytes(
                string.Concat(Enumerable.Repeat("usb 1-1: device descriptor read/64, error -71\n", 22_000))
            );
            for (var written = 0L; written < 257L << 20; written += block.Length)
            {
                await serial.WriteAsync(block, TestContext.Current.CancellationToken);
            }
        }

        var outcome = await WatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.Flooded, outcome.Failure?.Kind);
        Assert.Contains("257 MiB", outcome.Failure!.Cause, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(-366)]
    [InlineData(366)]
    public async Task A_jump_of_the_hosts_clock_changes_no_duration_and_no_verdict(int days)
    {
        _machine.Print("Linux version 6.12\n");
        _machine.IsUsingDisks = true;
        var time = new JumpingTime { WallClockJump = now => now < TimeSpan.FromMinutes(30) ? TimeSpan.Zero : TimeSpan.FromDays(days) };
        var outcome = await WatchAsync(time, TestContext.Current.CancellationToken);
        Assert.Equal(InstallFailureKind.TimedOut, outcome.Failure?.Kind);
        Assert.InRange(Assert.Single(outcome.Phases).Duration, TimeSpan.FromMinutes(89), TimeSpan.FromMinutes(91));
    }

    private Task<InstallOutcome> WatchAsync(CancellationToken cancellationToken) => WatchAsync(new JumpingTime(), cancellationToken);

    private Task<InstallOutcome> WatchAsync(JumpingTime time, CancellationToken cancellationToken) =>
        new InstallMonitor(Rules.Of("debian-installer"), new InstallTimeouts(), time).WatchAsync(
            _machine,
            Nonce,
            _folder.Path,
            new Recorder(_progress),
            cancellationToken
        );

    // Progress<T> would report on another thread, later.
    private sealed class Recorder(List<InstallProgress> reports) : IProgress<InstallProgress>
    {
        public void Report(InstallProgress value) => reports.Add(value);
    }
}
