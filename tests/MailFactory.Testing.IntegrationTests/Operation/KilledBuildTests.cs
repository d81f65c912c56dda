using System.Diagnostics;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.IntegrationTests.Replay;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.IntegrationTests.Operation;

/// <summary>The build killed with SIGKILL while QEMU runs a real kernel; whoever starts next cleans up and goes on.</summary>
public sealed class KilledBuildTests(InstallerFixture installer) : IDisposable
{
    private const int Moments = 20;
    private const int LongestMilliseconds = 3_000;
    private readonly ReplayHost _host = new(isReplaying: false);
    private readonly Random _random = new(20261123);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_host.Work);

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 900_000)]
    public async Task At_twenty_moments_nothing_is_orphaned_and_nothing_finished_is_lost()
    {
        var arguments = await ArgumentsAsync();
        for (var moment = 0; moment < Moments; moment++)
        {
            var before = Machines();
            using var build = await _host.StartAsync(arguments, Cancellation);
            if (moment % 2 == 1)
            {
                // Half of the moments while the machine runs, whenever a slow host comes to that.
                await Waiting.Wait.UntilAsync(
                    "the build runs its machine",
                    _ => Task.FromResult(Machines().Except(before).Any()),
                    TimeSpan.FromMinutes(2),
                    TimeSpan.FromMilliseconds(50),
                    TimeProvider.System,
                    Cancellation
                );
            }

            await Task.Delay(_random.Next(LongestMilliseconds), Cancellation);
            build.Kill();
            await build.WaitForExitAsync(Cancellation);
            var running = Machines();

            // One of the killed build at most: the one before was ended by its successor.
            Assert.True(running.Count <= 1, string.Join('\n', running));
            Assert.True(moment % 2 == 0 || running.Count == 1, "the machine did not outlive its build, so there was nothing to clean up");
            Assert.Null(await WorkDirectoryLock.HolderAsync(Layout, Cancellation));
            Assert.True(JournalContent.Read(Layout.Journal).Unreadable <= moment + 1);
        }

        // The last one may go on until the installer has stood still for its window, here about a second.
        var last = await _host.RunAsync([.. arguments, "Report", "--timeout-scale", "0.002"], Cancellation);
        Assert.Equal(1, last.ExitCode);
        Assert.Empty(Machines());
        Assert.Empty(Directory.EnumerateFiles(Layout.Leases));
        var stages = _host
            .Report()
            .GetProperty("stages")
            .EnumerateArray()
            .Select(stage => $"{stage.GetProperty("stage")} {stage.GetProperty("verdict")}")
            .ToList();
        Assert.Contains("install failed", stages, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("verify passed", stages, StringComparer.OrdinalIgnoreCase);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_second_build_in_the_same_work_directory_is_told_who_has_it_and_the_first_goes_on()
    {
        var arguments = await ArgumentsAsync();
        using var first = await _host.StartAsync(arguments, Cancellation);
        try
        {
            await Waiting.Wait.UntilAsync(
                "the first build runs its machine",
                _ => Task.FromResult(Machines().Count == 1),
                TimeSpan.FromMinutes(2),
                TimeSpan.FromMilliseconds(200),
                TimeProvider.System,
                Cancellation
            );
            var second = await _host.RunAsync(arguments, Cancellation);
            Assert.Equal(3, second.ExitCode);
            Assert.Contains($"the build of process {first.Id} (rocky-9; since", second.StandardOutput, StringComparison.Ordinal);
            Assert.False(first.HasExited);
            Assert.Single(Machines());
        }
        finally
        {
            first.Kill();
            await first.WaitForExitAsync(CancellationToken.None);
            var cleaned = await _host.RunAsync([.. arguments, "--timeout-scale", "0.002"], CancellationToken.None);
            Assert.NotEqual(0, cleaned.ExitCode);
        }

        Assert.Empty(Machines());
    }

    // A vendor's ISO with a kernel and an initrd that a machine really boots; what they are of does not matter here.
    private async Task<string[]> ArgumentsAsync()
    {
        var distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["rocky-9"])[0];
        var real = await MediaStore.ExtractAsync(
            InstallerFixture.Distro,
            await installer.MediumAsync(Cancellation),
            _host.PathOf("netboot"),
            Cancellation
        );
        var iso = await VendorIso.CreateAsync(distro, _host.PathOf(), Cancellation, real.Value);
        return
        [
            "MonitorInstalls",
            "--distro",
            distro.Id,
            "--iso-path",
            iso,
            "--iso-sha256",
            await Digest.OfFileAsync(iso, Cancellation),
            "--memory",
            "512",
            "--cpus",
            "1",
        ];
    }

    /// <summary>Pid and command line of the QEMU processes that run for the work directory.</summary>
    private List<string> Machines() =>
        [
            .. Process
                .GetProcesses()
                .Select(CommandLine)
                .Where(line =>
                    line.Contains(" /usr/bin/qemu-system", StringComparison.Ordinal)
                    && line.Contains($"={_host.Work}", StringComparison.Ordinal)
                    && !line.Contains("/bin/sh", StringComparison.Ordinal)
                ),
        ];

    private static string CommandLine(Process process)
    {
        using (process)
        {
            try
            {
                return $"{process.Id} {File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ')}";
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return string.Empty;
            }
        }
    }
}
