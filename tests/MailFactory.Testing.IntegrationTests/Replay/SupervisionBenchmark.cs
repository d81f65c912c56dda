using System.Diagnostics;
using System.Globalization;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>
/// What it costs to watch twelve machines install, and how soon the end of one is noticed. Runs only when asked for
/// (<c>./build.sh Benchmarks</c>), as wall time proves nothing on a busy host.
/// </summary>
public sealed class SupervisionBenchmark : IDisposable
{
    // As quick as installs under KVM are.
    private const double SecondsOfPrinting = 240;
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(120);
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_host.Work);

    public void Dispose() => _host.Dispose();

    [Fact(Explicit = true)]
    [Trait(Suites.Name, Suites.Benchmarks)]
    public async Task Twelve_machines_are_watched()
    {
        var distros = DistroCatalog
            .Load(Repository.PathOf("preseeds", "catalog.json"))
            .Distros.Where(distro => distro.Iso?.Download is not null)
            .Take(12)
            .ToList();
        var key = await TestKey.CreateAsync(_host.PathOf("gpg"), Cancellation);
        using var hosts = new VendorHosts(_host.PathOf(), key);
        foreach (var distro in distros)
        {
            await hosts.PublishAsync(distro, _host.Entry(distro.Id), Cancellation);
            _host.ScriptInstall(distro, "debian-13-netboot", new() { ["seconds"] = SecondsOfPrinting });
        }

        var shutdowns = _host.Shutdowns;
        string[] arguments =
        [
            "MonitorInstalls",
            "--distro",
            .. distros.Select(distro => distro.Id),
            "--host-memory",
            "80000",
            "--host-cpus",
            "64",
            "--max-parallel",
            "12",
        ];
        using var build = await _host.StartAsync(arguments, Cancellation);
        await Waiting.Wait.UntilAsync(
            "all machines install",
            _ => Task.FromResult(Running() == distros.Count),
            TimeSpan.FromMinutes(5),
            TimeSpan.FromMilliseconds(500),
            TimeProvider.System,
            Cancellation
        );

        build.Refresh();
        var (cpu, stamp) = (build.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(_measured, Cancellation);
        build.Refresh();
        var share = (build.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(stamp);
        var memory = build.WorkingSet64 / 1e6;
        await build.WaitForExitAsync(Cancellation);

        Assert.Equal(0, build.ExitCode);
        var delays = distros.Select(distro => Delay(distro.Id, shutdowns)).Order().ToList();
        TestContext.Current.SendDiagnosticMessage(
            string.Create(
                CultureInfo.InvariantCulture,
                $"supervising {distros.Count} machines: {share:P1} of one core, {memory:0} MB; from power-off to the next step "
                    + $"{delays[delays.Count / 2].TotalMilliseconds:0} ms (median), {delays[^1].TotalMilliseconds:0} ms (most)"
            )
        );
    }

    private int Running() =>
        JournalContent.Read(Layout.Journal).Entries.OfType<StageStarted>().Count(started => started.Stage == Stage.Install);

    // The monitor's own word that the install is over is the first entry after the power-off.
    private TimeSpan Delay(string distro, string shutdowns)
    {
        var off = DateTimeOffset.Parse(File.ReadAllText(Path.Combine(shutdowns, $"vm_install_{distro}")), CultureInfo.InvariantCulture);
        return JournalContent
                .Read(Layout.Journal)
                .Entries.OfType<StageProgressed>()
                .First(entry => entry.Distro == distro && entry.Phase.StartsWith("booting the installed disk", StringComparison.Ordinal))
                .Time - off;
    }
}
