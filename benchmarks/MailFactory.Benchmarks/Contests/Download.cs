using System.Security.Cryptography;
using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Processes;

namespace MailFactory.Benchmarks.Contests;

/// <summary>A file fetched from this host and proven by its digest: ours does both in one pass.</summary>
internal static class Download
{
    private const int Megabytes = 512;

    // As many at once as the matrix has distros, each a part of the size: it is the disk that would be measured otherwise.
    private const int AtOnce = 12;
    private const int MegabytesOfEach = 64;

    /// <summary>One file, and several at once.</summary>
    public static async Task<IReadOnlyList<Ratio>> RunAsync(
        string folder,
        Func<Contest, CancellationToken, Task<IReadOnlyList<Ratio>>> run,
        CancellationToken cancellationToken
    )
    {
        var ratios = new List<Ratio>();
        foreach (var (megabytes, count) in new[] { (Megabytes, 1), (MegabytesOfEach, AtOnce) })
        {
            var content = RandomNumberGenerator.GetBytes(megabytes << 20);
            var server = new LoopbackFile(content);
            await using (server)
            {
                ratios.AddRange(await run(Of(server, content, folder, count), cancellationToken));
            }
        }

        return ratios;
    }

    private static Contest Of(LoopbackFile server, byte[] content, string folder, int count)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        var aria = ToolRunner.Find("aria2c");
        return new Contest
        {
            Id = count == 1 ? "download" : $"download, {count} at once",
            Title = $"{content.Length >> 20} MiB from the loopback address into a file whose SHA-256 is proven, {count} at once",
            Ours = Contestant.Of("ours", token => EachAsync(count, number => OursAsync(server.Address, digest, folder, number, token))),
            Others =
            [
                (
                    Contestant.Of(
                        "curl and sha256sum",
                        token => EachAsync(count, number => CurlAsync(server.Address, digest, folder, number, token))
                    ),
                    1
                ),
                .. aria is null
                    ? []
                    : new (Contestant, double?)[]
                    {
                        (
                            Contestant.Of(
                                "aria2c --checksum",
                                token => EachAsync(count, number => AriaAsync(server.Address, digest, folder, number, token))
                            ),
                            1
                        ),
                    },
            ],
            Rounds = 5,
        };
    }

    private static Task EachAsync(int count, Func<int, Task> work) => Task.WhenAll(Enumerable.Range(0, count).Select(work));

    private static async Task OursAsync(Uri address, string digest, string folder, int number, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, $"ours-{number}");
        File.Delete(target);
        using var http = MediaHttp.CreateClient();
        var result = await new Downloader(http, TimeProvider.System).FetchAsync(
            new DownloadRequest
            {
                Source = address,
                Target = target,
                Sha256 = digest,
            },
            progress: null,
            cancellationToken
        );
        File.Delete(target);
        if (!result.IsSuccess)
        {
            throw new InvalidOperationException(result.Summary);
        }
    }

    private static async Task CurlAsync(Uri address, string digest, string folder, int number, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, $"curl-{number}");
        await RunAsync(["curl", "-sS", "--fail", "-o", target, $"{address}"], cancellationToken);
        var sum = await RunAsync(["sha256sum", target], cancellationToken);
        File.Delete(target);
        if (!sum.StandardOutput.StartsWith(digest, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("curl brought another file");
        }
    }

    private static async Task AriaAsync(Uri address, string digest, string folder, int number, CancellationToken cancellationToken)
    {
        var name = $"aria-{number}";
        await RunAsync(
            [
                "aria2c",
                "--quiet",
                "--no-conf",
                "--file-allocation=none",
                "--max-connection-per-server=4",
                "--split=4",
                $"--checksum=sha-256={digest}",
                $"--dir={folder}",
                $"--out={name}",
                $"{address}",
            ],
            cancellationToken
        );
        File.Delete(Path.Combine(folder, name));
    }

    private static async Task<ToolResult> RunAsync(string[] command, CancellationToken cancellationToken) =>
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create(command[0], command.Skip(1)) with
                {
                    Timeout = TimeSpan.FromMinutes(10),
                },
                cancellationToken
            )
        ).EnsureSuccess();
}
