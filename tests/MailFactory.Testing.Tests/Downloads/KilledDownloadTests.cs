using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MailFactory.Testing.Downloads.Parts;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>A real process that downloads, killed without warning again and again at points that chance chooses.</summary>
public sealed class KilledDownloadTests(ITestOutputHelper output) : IDisposable
{
    private const int Chunk = 100_000;
    private const int Kills = 12;
    private static readonly byte[] _content = RandomNumberGenerator.GetBytes(4_000_000 + 77);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => _folder.PathOf("file.bin");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task A_process_killed_at_any_point_leaves_nothing_unverified_and_its_successor_asks_for_no_byte_twice()
    {
        using var server = new FaultyServer(request =>
            RangeAnswers.Of(request, _content) with
            {
                StepBytes = 5_000,
                StepPause = TimeSpan.FromMilliseconds(3),
            }
        );
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        long[] had = [];
        for (var kill = 0; kill < Kills; kill++)
        {
            var (asked, served) = (server.Ranges.Count, server.BytesServed);
            var limit = random.Next(600_000);
            await StartAndKillAsync(server, () => server.BytesServed - served >= limit);
            Assert.False(File.Exists(Target) && Digest.OfBytes(File.ReadAllBytes(Target)) != Digest.OfBytes(_content));
            AssertNothingTwice(server.Ranges.Skip(asked), had);
            had = PartialState.Load($"{Target}.partial.state")?.Done ?? had;
            output.WriteLine($"kill {kill}: {had.Sum()} bytes kept");
        }

        var before = server.Ranges.Count;
        using var last = Start(server.Address);
        await last.WaitForExitAsync(Cancellation);
        Assert.Equal(0, last.ExitCode);
        AssertNothingTwice(server.Ranges.Skip(before), had);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal([Target], Directory.EnumerateFiles(_folder.Path));
    }

    // A chunk's bytes are kept from its beginning on, so whatever is asked of it must begin behind them.
    private static void AssertNothingTwice(IEnumerable<string> ranges, long[] had)
    {
        foreach (var range in ranges.Where(_ => had.Length > 0))
        {
            var from = long.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture);
            Assert.True(from % Chunk >= had[from / Chunk], $"{range} although {had[from / Chunk]} bytes of that chunk were there");
        }
    }

    private async Task StartAndKillAsync(FaultyServer server, Func<bool> isTime)
    {
        using var child = Start(server.Address);
        while (!isTime() && !child.HasExited)
        {
            await Task.Delay(1, Cancellation);
        }

        child.Kill();
        await child.WaitForExitAsync(Cancellation);
    }

    private Process Start(Uri server)
    {
        var dummy = Repository.PathOf(
            "tests",
            "MailFactory.Testing.Dummy",
            "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            "net10.0",
            "MailFactory.Testing.Dummy.dll"
        );
        string[] arguments =
        [
            "exec",
            dummy,
            new Uri(server, "file.bin").AbsoluteUri,
            Target,
            Digest.OfBytes(_content),
            Chunk.ToString(CultureInfo.InvariantCulture),
        ];
        return Process.Start(
            new ProcessStartInfo(
                Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "dotnet",
                arguments
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
    }
}
