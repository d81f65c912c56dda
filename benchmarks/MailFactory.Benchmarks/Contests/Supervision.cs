using System.Diagnostics;
using System.Globalization;
using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Benchmarks.Contests;

/// <summary>
/// Twelve real machines watched by our monitors and, at the same time, by the old way: a shell loop that asks <c>kill -0</c> and
/// <c>tail</c> of each and sleeps 30 s. What each costs, and how soon each notices that a machine is off.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="folder">Where the machines' files go.</param>
internal sealed class Supervision(string repository, string folder)
{
    /// <summary>What all its ratios' names begin with.</summary>
    public const string Id = "supervision";

    private const int Machines = 12;
    private const double LimitOfCorePercent = 2;
    private const double LimitOfDelaySeconds = 0.1;

    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(60);

    // The machines go off one after another over a whole round of the loop: what it takes to notice is no matter of luck then.
    private static readonly TimeSpan _betweenEnds = TimeSpan.FromSeconds(2.5);

    // Each line is written to all consoles, twice a second: an installer under KVM is not quicker.
    private const string Writer =
        "while :; do while IFS= read -r line; do printf '%s\\r\\n' \"$line\" | tee -a \"$@\" >/dev/null; sleep 0.5; done <\"$0\"; done";

    // What the loop has used of the processor, its children's included, is what times prints.
    private const string Loop = """
        while :; do
            for machine in "$@"; do
                pid=$(cat "$machine/pid")
                if ! kill -0 "$pid" 2>/dev/null && [ ! -e "$machine/noticed" ]; then date +%s.%N >"$machine/noticed"; fi
                tail -n 5 "$machine/serial.log" >/dev/null
            done
            times >"$0"
            sleep 30
        done
        """;

    /// <summary>Measures all at once; it takes three minutes.</summary>
    public async Task<IReadOnlyList<Ratio>> RunAsync(CancellationToken cancellationToken)
    {
        var rules = InstallRules.Load(Path.Combine(repository, "preseeds", "installers"), "debian-installer").Compile();
        var folders = Enumerable
            .Range(1, Machines)
            .Select(number => Directory.CreateDirectory(Path.Combine(folder, $"machine-{number}")).FullName)
            .ToList();
        var machines = new List<Machine>();
        using var helpers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task>();
        try
        {
            foreach (var place in folders)
            {
                var machine = await StartAsync(place, cancellationToken);
                machines.Add(machine);
                await File.WriteAllTextAsync(Path.Combine(place, "pid"), $"{machine.Process.Pid}", cancellationToken);
            }

            var corpus = Path.Combine(
                repository,
                "tests",
                "MailFactory.Testing.Tests",
                "Installs",
                "Corpus",
                "debian-13-netboot.serial.txt"
            );
            var times = Path.Combine(folder, "times");
            running.Add(ShellAsync(Writer, corpus, folders.Select(place => Path.Combine(place, "serial.log")), helpers.Token));
            running.Add(ShellAsync(Loop, times, folders, helpers.Token));
            var watched = machines.Select((machine, index) => WatchAsync(machine, rules, folders[index], cancellationToken)).ToList();

            using var self = Process.GetCurrentProcess();
            var (cpu, started) = (self.TotalProcessorTime, Stopwatch.GetTimestamp());
            await Task.Delay(_measured, cancellationToken);
            self.Refresh();
            var ours = (self.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(started) * 100;
            var theirs = Seconds(await File.ReadAllLinesAsync(times, cancellationToken)) / _measured.TotalSeconds * 100;

            var ends = new List<DateTimeOffset>();
            foreach (var machine in machines)
            {
                ends.Add(TimeProvider.System.GetUtcNow());
                _ = ((Task)machine.ExecuteAsync("quit", arguments: null, cancellationToken)).ContinueWith(_ => { }, TaskScheduler.Default);
                await Task.Delay(_betweenEnds, cancellationToken);
            }

            var noticed = await Task.WhenAll(watched);
            var shell = await Task.WhenAll(folders.Select(place => NoticedAsync(place, cancellationToken)));
            List<double> delays = [.. noticed.Zip(ends, (end, off) => (end - off).TotalSeconds)];
            List<double> others = [.. shell.Zip(ends, (end, off) => (end - off).TotalSeconds)];
            List<double> limits = [.. Enumerable.Repeat(LimitOfDelaySeconds, Machines)];
            return
            [
                Ratio.Of($"{Id}, power-off to noticed", "ours", "a shell loop of 30 s", delays, others) with
                {
                    Aim = 1,
                },
                Ratio.Of($"{Id}, power-off to noticed", "ours", "the limit", delays, limits) with
                {
                    Aim = 1,
                },
                Ratio.Of($"{Id}, of one core", "ours", "a shell loop of 30 s", [ours], [theirs]) with
                {
                    Unit = "%",
                },
                Ratio.Of($"{Id}, of one core", "ours", "the limit", [ours], [LimitOfCorePercent]) with
                {
                    Unit = "%",
                    Aim = 1,
                },
            ];
        }
        finally
        {
            await helpers.CancelAsync();
            foreach (var machine in machines)
            {
                await machine.DisposeAsync();
            }

            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // With nothing to boot, its firmware waits for ever.
    private static Task<Machine> StartAsync(string place, CancellationToken cancellationToken) =>
        Machine.StartAsync(
            new MachineSpec
            {
                Name = Path.GetFileName(place),
                Accelerator = Accelerator.Tcg,
                MemoryMiB = 64,
                Cpus = 1,
                Serial = new SerialPort(Path.Combine(place, "serial.log")),
                LogPath = Path.Combine(place, "qemu.log"),
            },
            new LeaseRegistry(Path.Combine(place, "pids"), TimeProvider.System),
            TimeProvider.System,
            cancellationToken
        );

    private static async Task<DateTimeOffset> WatchAsync(
        Machine machine,
        InstallRules rules,
        string place,
        CancellationToken cancellationToken
    )
    {
        var timeouts = new InstallTimeouts { Stall = TimeSpan.FromHours(1) };
        await new InstallMonitor(rules, timeouts, TimeProvider.System).WatchAsync(
            machine,
            "a nonce that never comes",
            place,
            progress: null,
            cancellationToken
        );
        return TimeProvider.System.GetUtcNow();
    }

    private static async Task<DateTimeOffset> NoticedAsync(string place, CancellationToken cancellationToken)
    {
        var path = Path.Combine(place, "noticed");
        while (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }

        var seconds = double.Parse((await File.ReadAllTextAsync(path, cancellationToken)).Trim(), CultureInfo.InvariantCulture);
        return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
    }

    private static Task<ToolResult> ShellAsync(
        string script,
        string name,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    ) =>
        ToolRunner.RunAsync(
            ToolCommand.Create("bash", ["-c", script, name, .. arguments]) with
            {
                Timeout = TimeSpan.FromMinutes(10),
            },
            cancellationToken
        );

    // 0m0.012s 0m0.034s, of the shell and of its children.
    private static double Seconds(IEnumerable<string> times) =>
        times
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(time => time.TrimEnd('s').Split('m'))
            .Sum(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture) * 60) + double.Parse(parts[1], CultureInfo.InvariantCulture));
}
