using System.Security.Cryptography;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Downloads.Parts;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>Servers that have a file and cannot send parts of it, or say odd things about it.</summary>
public sealed class WholeFileTests : DownloadFolder
{
    private const int Chunk = 50_000;
    private static readonly byte[] _content = RandomNumberGenerator.GetBytes(300_123);

    [Theory(Timeout = 120_000)]
    [InlineData(416)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(405)]
    [InlineData(412)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(206)]
    public async Task A_server_that_refuses_parts_is_asked_for_the_whole(int status)
    {
        using var server = new FaultyServer(request =>
            request.Headers["Range"] is null ? new FaultyAnswer(200, _content) : new FaultyAnswer(status, [])
        );
        var result = await FetchAsync(server.Address);
        Assert.True(result.IsSuccess, result.Summary);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(1, server.Ranges.Count(range => range.Length == 0));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(416)]
    [InlineData(403)]
    public async Task A_server_that_refuses_every_part_but_the_first_is_asked_for_the_whole(int status)
    {
        using var server = new FaultyServer(request =>
            request.Headers["Range"] is { } range && !range.StartsWith("bytes=0-", StringComparison.Ordinal)
                ? new FaultyAnswer(status, [])
                : RangeAnswers.Of(request, _content)
        );
        Assert.True((await FetchAsync(server.Address)).IsSuccess);
    }

    [Fact(Timeout = 120_000)]
    public async Task When_the_whole_cannot_be_had_either_both_answers_are_told()
    {
        using var server = new FaultyServer(request => new FaultyAnswer(request.Headers["Range"] is null ? 403 : 416, []));
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.Refused, result.Fault);
        Assert.Contains("answered 403, asked for the whole file; before that", result.Summary, StringComparison.Ordinal);
        Assert.Contains("asked for the bytes from 0 on, but the server answered 416", result.Summary, StringComparison.Ordinal);
        Assert.Equal(2, server.Ranges.Count);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_server_that_lacks_the_file_or_is_busy_is_not_asked_again_for_the_whole(int status)
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(status, []));
        Assert.False((await FetchAsync(server.Address)).IsSuccess);
        Assert.All(server.Ranges, range => Assert.NotEmpty(range));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_on_disk_stays_until_the_whole_begins_to_come()
    {
        using (
            var broken = new FaultyServer(request =>
                RangeAnswers.Of(request, _content) is { ContentRange: { } range } part
                && range.StartsWith("bytes 0-", StringComparison.Ordinal)
                    ? part
                    : new FaultyAnswer(503, [])
            )
        )
        {
            Assert.False((await FetchAsync(broken.Address)).IsSuccess);
        }

        var have = PartialState.Load($"{Target}.partial.state")!.Value.Done.Sum();
        Assert.Equal(Chunk, have);
        using var server = new FaultyServer(_ => new FaultyAnswer(403, []));
        Assert.False((await FetchAsync(server.Address)).IsSuccess);
        Assert.Equal(have, PartialState.Load($"{Target}.partial.state")!.Value.Done.Sum());
    }

    [Fact(Timeout = 120_000)]
    public async Task Bytes_are_asked_for_as_they_are()
    {
        var asked = new List<string?>();
        using var server = new FaultyServer(request =>
        {
            asked.Add(request.Headers["Accept-Encoding"]);
            return new FaultyAnswer(200, _content);
        });
        await FetchAsync(server.Address);
        await Downloader().AskAsync(server.Address, Cancellation);
        Assert.Equal(["identity", "identity"], asked);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_coding_that_comes_all_the_same_is_named(bool hasDigest)
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, new byte[99]) { ContentEncoding = "gzip" });
        var result = await Downloader()
            .FetchAsync(
                Request(server.Address) with
                {
                    Sha256 = hasDigest ? Digest.OfBytes(_content) : null,
                    Size = null,
                },
                null,
                Cancellation
            );
        Assert.Equal(DownloadFault.Refused, result.Fault);
        Assert.Contains("the server sends it encoded (gzip)", result.Summary, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("gzip", null)]
    [InlineData("identity", "application/x-iso9660-image")]
    [InlineData(null, "text/html; charset=utf-8")]
    public async Task The_right_bytes_are_taken_whatever_the_server_says_of_them(string? coding, string? type)
    {
        using var server = new FaultyServer(request =>
            RangeAnswers.Of(request, _content) with
            {
                ContentEncoding = coding,
                ContentType = type,
            }
        );
        Assert.True((await FetchAsync(server.Address)).IsSuccess);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("ftp://user:secret@mirror/file.bin", "redirects to ftp://mirror/file.bin; only http and https can be fetched")]
    [InlineData("gopher://mirror/x", "; only http and https can be fetched")]
    [InlineData("http://", "answered 302 and names no address to redirect to")]
    [InlineData("gopher:x", "answered 302")]
    [InlineData(null, "answered 302 and names no address to redirect to")]
    public async Task A_redirect_that_cannot_be_followed_is_named(string? location, string words)
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(302, []) { Location = location });
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.Refused, result.Fault);
        Assert.Contains(words, result.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Summary, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(405, null)]
    [InlineData(501, null)]
    [InlineData(403, null)]
    [InlineData(200, "text/html")]
    public async Task Where_headers_alone_cannot_be_had_the_file_is_asked_for(int status, string? type)
    {
        using var server = new FaultyServer(request =>
            request.HttpMethod == "HEAD"
                ? new FaultyAnswer(status, []) { ContentType = type }
                : new FaultyAnswer(200, _content) { ContentType = type }
        );
        var result = await Downloader().AskAsync(server.Address, Cancellation);
        Assert.True(result.IsSuccess, result.Summary);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(405, 404, "", DownloadFault.NotFound)]
    [InlineData(403, 403, "", DownloadFault.Refused)]
    [InlineData(405, 200, "<!DOCTYPE html><title>Sign in</title>", DownloadFault.WebPage)]
    [InlineData(200, 200, "<html>not here</html>", DownloadFault.WebPage)]
    internal async Task What_is_not_there_is_not_there_by_either_question(int head, int get, string body, DownloadFault fault)
    {
        using var server = new FaultyServer(request =>
            request.HttpMethod == "HEAD"
                ? new FaultyAnswer(head, []) { ContentType = "text/html" }
                : new FaultyAnswer(get, System.Text.Encoding.UTF8.GetBytes(body)) { ContentType = "text/html" }
        );
        Assert.Equal(fault, (await Downloader().AskAsync(server.Address, Cancellation)).Fault);
    }

    private Task<DownloadResult> FetchAsync(Uri server) => Downloader().FetchAsync(Request(server), progress: null, Cancellation);

    private DownloadRequest Request(Uri server) =>
        new()
        {
            Source = new Uri(server, "file.bin"),
            Target = Target,
            Sha256 = Digest.OfBytes(_content),
            Size = _content.Length,
        };

    private Downloader Downloader() =>
        new(
            Http,
            TimeProvider.System,
            new DownloadOptions
            {
                Backoff = TimeSpan.FromMilliseconds(1),
                ChunkBytes = Chunk,
                Retries = 1,
            }
        );
}
