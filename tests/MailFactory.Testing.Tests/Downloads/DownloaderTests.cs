using System.Security.Cryptography;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Downloads;

public sealed class DownloaderTests : DownloadFolder
{
    private static readonly byte[] _content = RandomNumberGenerator.GetBytes(100_000);

    [Fact(Timeout = 20_000)]
    public async Task A_whole_file_with_the_right_digest_is_put_in_place()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, _content));
        var result = await FetchAsync(server.Address);
        Assert.True(result.IsSuccess, result.Summary);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(Digest.OfBytes(_content), result.Sha256);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_cut_connection_is_resumed_where_it_broke()
    {
        var first = true;
        using var server = new FaultyServer(request =>
            Interlocked.Exchange(ref first, false)
                ? new FaultyAnswer(200, _content[..60_000]) { Announced = _content.Length, ETag = "\"1\"" }
                : RangeAnswers.Of(request, _content)
        );
        var result = await FetchAsync(server.Address);
        Assert.True(result.IsSuccess, result.Summary);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.StartsWith("bytes=", server.Ranges[1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_server_without_ranges_sends_all_again_and_nothing_is_doubled()
    {
        var first = true;
        using var server = new FaultyServer(_ =>
            Interlocked.Exchange(ref first, false)
                ? new FaultyAnswer(200, _content[..60_000]) { Announced = _content.Length, ETag = "\"1\"" }
                : new FaultyAnswer(200, _content)
        );
        Assert.True((await FetchAsync(server.Address)).IsSuccess);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Fact(Timeout = 20_000)]
    public async Task Wrong_bytes_are_never_put_in_place()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, [.. _content[..^1], (byte)~_content[^1]]));
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.WrongDigest, result.Fault);
        Assert.False(File.Exists(Target));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_file_of_another_size_is_refused()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, "too short"u8.ToArray()));
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.WrongSize, result.Fault);
        Assert.False(File.Exists(Target));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_missing_file_is_told_from_a_host_that_is_not_there()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(404, []));
        Assert.Equal(DownloadFault.NotFound, (await FetchAsync(server.Address)).Fault);
        server.Dispose();
        Assert.Equal(DownloadFault.Unreachable, (await FetchAsync(server.Address)).Fault);
    }

    [Fact(Timeout = 20_000)]
    public async Task What_is_there_and_right_is_not_fetched_again()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, _content));
        await FetchAsync(server.Address);
        await FetchAsync(server.Address);
        Assert.Single(server.Ranges);
    }

    private Task<DownloadResult> FetchAsync(Uri server) =>
        new Downloader(Http, TimeProvider.System, new DownloadOptions { Backoff = TimeSpan.FromMilliseconds(1) }).FetchAsync(
            new DownloadRequest
            {
                Source = new Uri(server, "file.bin"),
                Target = Target,
                Sha256 = Digest.OfBytes(_content),
                Size = _content.Length,
            },
            progress: null,
            Cancellation
        );
}
