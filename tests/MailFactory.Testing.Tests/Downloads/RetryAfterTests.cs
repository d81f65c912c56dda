using MailFactory.Testing.Downloads;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Downloads;

public sealed class RetryAfterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory(Timeout = 30_000)]
    [InlineData(429, "90")]
    [InlineData(503, "90")]
    [InlineData(503, "Mon, 23 Nov 2026 12:01:30 GMT")]
    public async Task A_server_that_asks_for_a_pause_gets_it(int status, string retryAfter)
    {
        var asked = 0;
        using var server = new FaultyServer(_ =>
            Interlocked.Increment(ref asked) == 1 ? new FaultyAnswer(status, []) { RetryAfter = retryAfter } : new FaultyAnswer(200, [1])
        );
        var fetching = FetchAsync(server.Address);
        await PassAsync(TimeSpan.FromSeconds(89), fetching);
        Assert.Equal(1, Volatile.Read(ref asked));
        await PassAsync(TimeSpan.FromSeconds(60), fetching);
        Assert.True((await fetching).IsSuccess);
        Assert.Equal(2, asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_asks_for_too_long_a_pause_is_given_up_by_name()
    {
        var asked = 0;
        using var server = new FaultyServer(_ =>
        {
            Interlocked.Increment(ref asked);
            return new FaultyAnswer(429, []) { RetryAfter = "3600" };
        });
        var result = await FetchAsync(server.Address);
        Assert.EndsWith("the server answered 429 and asks to retry in 60 min", result.Summary, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_the_header_the_usual_pauses_hold()
    {
        var asked = 0;
        using var server = new FaultyServer(_ =>
            Interlocked.Increment(ref asked) == 1 ? new FaultyAnswer(503, []) : new FaultyAnswer(200, [1])
        );
        var fetching = FetchAsync(server.Address);
        await PassAsync(TimeSpan.FromSeconds(60), fetching);
        Assert.True((await fetching).IsSuccess);
    }

    private Task<DownloadResult> FetchAsync(Uri source) =>
        new Downloader(_http, _time, new DownloadOptions { StallTimeout = TimeSpan.FromHours(1) }).FetchAsync(
            new DownloadRequest
            {
                Source = source,
                Target = _folder.PathOf("file"),
                Sha256 = null,
            },
            progress: null,
            Cancellation
        );

    // The clock moves on in steps, as the download sets its timers while it passes.
    private async Task PassAsync(TimeSpan span, Task fetching)
    {
        for (var passed = TimeSpan.Zero; passed < span && !fetching.IsCompleted; passed += TimeSpan.FromSeconds(1))
        {
            await Task.Delay(20, Cancellation);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.Delay(50, Cancellation);
    }
}
