using MailFactory.Testing.Downloads;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Debian;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Media.Debian;

/// <summary>Release files with good signatures that a mirror holds back, keeps too long or dates ahead.</summary>
public sealed class ReleaseAgeTests : IDisposable
{
    private static readonly DateTimeOffset _day = new(2026, 11, 21, 9, 15, 44, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private readonly FakeTimeProvider _time = new(_day.AddDays(5));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(-1, "one of 2026-11-21 09:15 UTC was seen before: the mirror lags behind or holds updates back")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public async Task An_older_release_file_than_the_last_is_refused(int daysLater, string? refusal)
    {
        using var archive = await ArchiveAsync(_day);
        Assert.True((await FetchAsync(archive)).IsSuccess);
        await archive.PublishAsync("trixie", "13.8", "trixie", Cancellation, _day.AddDays(daysLater));
        await JudgedAsync(archive, refusal);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_last_release_file_seen_outlives_a_mirror_that_was_refused()
    {
        using var archive = await ArchiveAsync(_day);
        await FetchAsync(archive);
        for (var time = 1; time <= 2; time++)
        {
            await archive.PublishAsync("trixie", "13.7", "trixie", Cancellation, _day.AddDays(-time));
            await JudgedAsync(archive, "was seen before");
        }
    }

    [Theory(Timeout = 120_000)]
    [InlineData(-1, "was valid until 2026-11-25 09:15 UTC only")]
    [InlineData(1, null)]
    public async Task A_release_file_is_used_no_longer_than_it_says(int days, string? refusal)
    {
        using var archive = await ArchiveAsync(_day, _time.GetUtcNow().AddDays(days));
        await JudgedAsync(archive, refusal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(2, "which is in the future; is the clock of this host right?")]
    [InlineData(0, null)]
    public async Task A_release_file_of_a_day_to_come_is_refused(int days, string? refusal)
    {
        using var archive = await ArchiveAsync(_time.GetUtcNow().AddDays(days));
        await JudgedAsync(archive, refusal);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_was_taken_in_time_still_serves_without_the_network()
    {
        using var archive = await ArchiveAsync(_day, _day.AddDays(7));
        var fetched = await FetchAsync(archive);
        Assert.True(fetched.IsSuccess, fetched.Failure?.Reason);
        _time.Advance(TimeSpan.FromDays(30));
        Assert.False((await FetchAsync(archive)).IsSuccess);
        Assert.True((await Source(archive).OpenAsync("trixie", Cancellation)).IsSuccess);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_release_file_without_end_is_cut_off()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, new byte[12_000_000]) { IsChunked = true, StepBytes = 1_000_000 });
        using var archive = await ArchiveAsync(_day);
        var fetched = await new NetbootSource(
            "debian-13",
            archive.Medium,
            server.Address,
            _folder.PathOf("media"),
            Downloader()
        ).FetchAsync(null, Cancellation);
        Assert.Contains("more than the 10000000 bytes that it may have", fetched.Failure?.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.PathOf("media"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("Sat, 21 Nov 2026 09:15:44 UTC", true)]
    [InlineData("Sat, 21 Nov 2026 9:15:44 +0000", true)]
    [InlineData("Sun, 5 Apr 2026 09:15:44 GMT", true)]
    [InlineData("Sat, 21 Nov 2026 09:15:44 CET", false)]
    [InlineData("Sat, 31 Feb 2026 09:15:44 UTC", false)]
    [InlineData("", false)]
    public void A_date_is_read_as_archives_write_it(string date, bool isRead) =>
        Assert.Equal(isRead, SignedRelease.Parse($"Codename: trixie\nDate: {date}\nSHA256:\n {new string('a', 64)} 1 x\n") is not null);

    [Fact]
    public void A_file_with_a_size_beyond_all_numbers_or_named_twice_is_no_error()
    {
        var release = SignedRelease.Parse(
            $"Codename: trixie\nDate: Sat, 21 Nov 2026 09:15:44 UTC\nSHA256:\n a 99999999999999999999 big\n a 1 x\n b 2 x\n"
        );
        Assert.Equal(("b", 2), Assert.Single(release!.Files).Value);
    }

    private async Task<SyntheticArchive> ArchiveAsync(DateTimeOffset date, DateTimeOffset? validUntil = null)
    {
        var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        await archive.PublishAsync("trixie", "13.8", "trixie", Cancellation, date, validUntil);
        return archive;
    }

    private async Task JudgedAsync(SyntheticArchive archive, string? refusal)
    {
        var fetched = await FetchAsync(archive);
        Assert.Equal(refusal is null, fetched.IsSuccess);
        Assert.Contains(refusal ?? string.Empty, fetched.Failure?.Reason ?? string.Empty, StringComparison.Ordinal);
    }

    private Task<Outcome<Medium>> FetchAsync(SyntheticArchive archive) => Source(archive).FetchAsync(progress: null, Cancellation);

    private NetbootSource Source(SyntheticArchive archive) =>
        new("debian-13", archive.Medium with { Suites = ["trixie"] }, archive.Address, _folder.PathOf("media"), Downloader());

    private Downloader Downloader() => new(_http, _time, new DownloadOptions { Retries = 0, UnreachableRetries = 0 });
}
