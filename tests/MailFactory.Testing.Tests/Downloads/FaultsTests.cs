using System.Security.Cryptography;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>What servers, mirrors and disks do wrong, and that nothing but the right file is ever in place.</summary>
public sealed class FaultsTests : DownloadFolder
{
    private static readonly byte[] _content = RandomNumberGenerator.GetBytes(300_000);

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_stops_sending_is_left_and_asked_for_the_rest()
    {
        var never = new TaskCompletionSource();
        var asked = 0;
        using var server = new FaultyServer(request =>
            Interlocked.Increment(ref asked) == 1
                ? new FaultyAnswer(200, _content[..100_000])
                {
                    Announced = _content.Length,
                    ETag = "\"1\"",
                    AtEnd = () => never.Task,
                }
                : RangeAnswers.Of(request, _content)
        );
        var result = await FetchAsync(server.Address);
        Assert.True(result.IsSuccess, result.Summary);
        Assert.Equal(100_000, result.ResumedFrom);
        Assert.Equal("bytes=100000-299999", server.Ranges[1]);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_only_drips_is_left_although_it_never_falls_silent()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, _content)
        {
            StepBytes = 10,
            StepPause = TimeSpan.FromMilliseconds(20),
        });
        var result = await FetchAsync(server.Address, retries: 0);
        Assert.Equal(DownloadFault.Interrupted, result.Fault);
        Assert.Contains("the server sent nothing for too long", result.Summary, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("text/html", "whatever")]
    [InlineData("application/octet-stream", "\n<!DOCTYPE HTML><title>Not Found</title>")]
    [InlineData(null, "<html><body>Sign in to the network</body></html>")]
    public async Task An_error_page_under_status_200_is_no_file_whatever_it_calls_itself(string? type, string page)
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, System.Text.Encoding.UTF8.GetBytes(page)) { ContentType = type });
        var result = await FetchAsync(server.Address, size: null);
        Assert.Equal(DownloadFault.WebPage, result.Fault);
        Assert.Contains(new Uri(server.Address, "file.bin").AbsoluteUri, result.Summary, StringComparison.Ordinal);
        Assert.Single(server.Ranges);
        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_circle_of_redirects_ends()
    {
        using var server = new FaultyServer(request => new FaultyAnswer(302, [])
        {
            Location = request.Url!.AbsolutePath == "/a" ? "/file.bin" : "/a",
        });
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.Refused, result.Fault);
        Assert.Contains("redirects in a circle", result.Summary, StringComparison.Ordinal);
        Assert.InRange(server.Ranges.Count, 2, MediaHttp.MostRedirects + 1);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_redirect_to_a_mirror_is_followed_and_its_file_resumed()
    {
        using var mirror = new FaultyServer(request => RangeAnswers.Of(request, _content));
        using var server = new FaultyServer(_ => new FaultyAnswer(302, [])
        {
            Location = new Uri(mirror.Address, "x/file.bin").AbsoluteUri,
        });
        Assert.True((await FetchAsync(server.Address)).IsSuccess);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_file_one_byte_too_short_or_too_long_is_refused_before_it_is_fetched(int difference)
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, _content));
        var result = await FetchAsync(server.Address, size: _content.Length + difference);
        Assert.Equal(DownloadFault.WrongSize, result.Fault);
        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_fastest_mirror_is_asked_first_and_remembered_for_the_run()
    {
        using var slow = new FaultyServer(request =>
            RangeAnswers.Of(request, _content) with
            {
                StepBytes = 2_000,
                StepPause = TimeSpan.FromMilliseconds(30),
            }
        );
        using var dead = new FaultyServer(_ => new FaultyAnswer(404, []));
        using var fast = new FaultyServer(request => RangeAnswers.Of(request, _content));
        var downloader = Downloader(new DownloadOptions { ProbeBytes = 20_000, ChunkBytes = 50_000 });
        foreach (var name in new[] { "one.bin", "two.bin" })
        {
            var result = await downloader.FetchAsync(
                Request(slow.Address) with
                {
                    Mirrors = [new Uri(dead.Address, "file.bin"), new Uri(fast.Address, "file.bin")],
                    Target = PathOf(name),
                },
                null,
                Cancellation
            );
            Assert.True(result.IsSuccess, result.Summary);
            Assert.Empty(result.Notes);
        }

        Assert.Equal(["bytes=0-19999"], slow.Ranges);
    }

    [Fact(Timeout = 120_000)]
    public async Task Another_mirror_goes_on_where_the_first_broke_off_and_the_note_says_why()
    {
        var asked = 0;
        using var broken = new FaultyServer(request =>
            Interlocked.Increment(ref asked) switch
            {
                1 => RangeAnswers.Of(request, _content),
                2 => RangeAnswers.Of(request, _content) with { Content = _content[..40_000], Announced = 50_000 },
                _ => new FaultyAnswer(403, []),
            }
        );
        using var other = new FaultyServer(request =>
            RangeAnswers.Of(request, _content, "\"another tag\"") with
            {
                AtBeginning = () => Task.Delay(100),
            }
        );
        var downloader = Downloader(
            new DownloadOptions
            {
                ProbeBytes = 1,
                ChunkBytes = 50_000,
                Connections = 1,
                Backoff = TimeSpan.FromMilliseconds(1),
            }
        );
        var result = await downloader.FetchAsync(
            Request(broken.Address) with
            {
                Mirrors = [new Uri(other.Address, "file.bin")],
            },
            null,
            Cancellation
        );
        Assert.True(result.IsSuccess, result.Summary);
        Assert.Contains("403", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(_content.Length - 40_000, RangeAnswers.Asked(other.Ranges.Skip(1), _content.Length));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_spoilt_mirror_is_passed_over_and_when_all_are_spoilt_the_digest_is_the_reason()
    {
        byte[] wrong = [.. _content];
        wrong[^1] ^= 1;
        using var spoilt = new FaultyServer(request => RangeAnswers.Of(request, wrong));
        using var gone = new FaultyServer(_ => new FaultyAnswer(404, []));
        var result = await Downloader()
            .FetchAsync(Request(gone.Address) with { Mirrors = [new Uri(spoilt.Address, "file.bin")] }, null, Cancellation);
        Assert.Equal(DownloadFault.WrongDigest, result.Fault);
        Assert.Contains("404", result.Summary, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_larger_than_the_disk_is_refused_before_a_byte_comes_and_the_missing_room_is_named()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, [1]) { Announced = 1L << 55 });
        var result = await FetchAsync(server.Address, size: null, retries: 0);
        Assert.Equal(DownloadFault.DiskFull, result.Fault);
        Assert.Contains("MB are missing", result.Summary, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    [Fact]
    public void A_rate_limit_spreads_bytes_over_time_and_forgives_no_quiet_past()
    {
        var time = new FakeTimeProvider();
        var limit = new RateLimit(1000, time);
        Assert.Equal(TimeSpan.Zero, limit.Take(500));
        Assert.Equal(TimeSpan.FromSeconds(0.5), limit.Take(500));
        Assert.Equal(TimeSpan.FromSeconds(1), limit.Take(2000));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, limit.Take(1000));
        Assert.Equal(TimeSpan.FromSeconds(1), limit.Take(1000));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_limited_download_does_not_count_its_own_pauses_as_stalls()
    {
        using var server = new FaultyServer(request => RangeAnswers.Of(request, _content));
        var downloader = Downloader(
            new DownloadOptions
            {
                BytesPerSecond = 300_000,
                StallTimeout = TimeSpan.FromMilliseconds(300),
                Retries = 0,
            }
        );
        var result = await downloader.FetchAsync(Request(server.Address), null, Cancellation);
        Assert.True(result.IsSuccess, result.Summary);
    }

    [Fact]
    public void Progress_has_a_rate_over_the_last_seconds_and_the_time_that_is_left()
    {
        var time = new FakeTimeProvider();
        DownloadProgress last = default;
        var meter = new ProgressMeter(time, new Teller(done => last = done));
        meter.Begin(10 << 20, 40L << 20);
        for (var second = 0; second < 10; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            meter.Add(2 << 20);
        }

        Assert.Equal(2 << 20, last.BytesPerSecond!.Value, tolerance: 1);
        Assert.Equal(5, last.Remaining!.Value.TotalSeconds, tolerance: 0.01);
    }

    private Task<DownloadResult> FetchAsync(Uri server, long? size = 300_000, int retries = 2) =>
        Downloader(
                new DownloadOptions
                {
                    Backoff = TimeSpan.FromMilliseconds(1),
                    StallTimeout = TimeSpan.FromSeconds(1),
                    Retries = retries,
                }
            )
            .FetchAsync(Request(server) with { Size = size }, null, Cancellation);

    private Downloader Downloader(DownloadOptions? options = null) =>
        new(Http, TimeProvider.System, options ?? new DownloadOptions { Backoff = TimeSpan.FromMilliseconds(1) });

    private DownloadRequest Request(Uri server) =>
        new()
        {
            Source = new Uri(server, "file.bin"),
            Target = Target,
            Sha256 = Digest.OfBytes(_content),
            Size = _content.Length,
        };

    private sealed class Teller(Action<DownloadProgress> tell) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => tell(value);
    }
}
