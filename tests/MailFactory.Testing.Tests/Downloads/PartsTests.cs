using System.Security.Cryptography;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Downloads.Parts;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>A file fetched in parts: what is asked for, what changes in between, what servers get wrong.</summary>
public sealed class PartsTests : DownloadFolder
{
    private const int Chunk = 50_000;
    private static readonly byte[] _content = RandomNumberGenerator.GetBytes(Chunk * 10 + 123);

    [Fact(Timeout = 120_000)]
    public async Task Parts_are_fetched_at_the_same_time_and_each_byte_once()
    {
        var atOnce = 0;
        var most = 0;
        var meeting = new TaskCompletionSource();
        using var server = new FaultyServer(request =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            if (Volatile.Read(ref atOnce) >= 4)
            {
                meeting.TrySetResult();
            }

            return RangeAnswers.Of(request, _content) with
            {
                AtEnd = () => meeting.Task,
            };
        });
        await SucceedAsync(server.Address);
        Assert.True(most >= 4, $"{most} connections");
        Assert.Equal(_content.Length, server.BytesServed);
        Assert.Equal(11, server.Ranges.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_cannot_do_parts_sends_the_file_once_over_one_connection()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, _content) { ETag = "\"1\"" });
        await SucceedAsync(server.Address);
        Assert.Single(server.Ranges);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(null)]
    [InlineData("W/\"weak\"")]
    public async Task Without_a_strong_validator_one_connection_fetches_one_part_after_the_other(string? tag)
    {
        var (atOnce, most) = (0, 0);
        using var server = new FaultyServer(request =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            return RangeAnswers.Of(request, _content, tag) with { AtEnd = () => Task.FromResult(Interlocked.Decrement(ref atOnce)) };
        });
        await SucceedAsync(server.Address);
        Assert.Equal(1, most);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_allows_one_connection_at_a_time_is_served_by_one()
    {
        var atOnce = 0;
        using var server = new FaultyServer(request =>
        {
            if (Interlocked.Increment(ref atOnce) > 1)
            {
                Interlocked.Decrement(ref atOnce);
                return new FaultyAnswer(503, []);
            }

            return RangeAnswers.Of(request, _content) with
            {
                StepBytes = 10_000,
                StepPause = TimeSpan.FromMilliseconds(5),
                AtEnd = () => Task.FromResult(Interlocked.Decrement(ref atOnce)),
            };
        });
        await SucceedAsync(server.Address);
        Assert.Equal(_content.Length, server.BytesServed);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_changes_between_two_parts_is_fetched_anew_and_never_mixed()
    {
        var asked = 0;
        var old = RandomNumberGenerator.GetBytes(_content.Length);
        using var server = new FaultyServer(request =>
            Interlocked.Increment(ref asked) <= 3 ? RangeAnswers.Of(request, old, "\"old\"") : RangeAnswers.Of(request, _content, "\"new\"")
        );
        await SucceedAsync(server.Address);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_changes_with_every_part_is_had_whole_in_the_end()
    {
        var asked = 0;
        using var server = new FaultyServer(request => RangeAnswers.Of(request, _content, $"\"{Interlocked.Increment(ref asked)}\""));
        await SucceedAsync(server.Address);
        Assert.Equal(string.Empty, server.Ranges[^1]);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_of_which_neither_parts_nor_the_whole_hold_together_is_given_up_by_name()
    {
        var asked = 0;
        using var server = new FaultyServer(request =>
            request.Headers["Range"] is null
                ? new FaultyAnswer(200, _content[..Chunk]) { Announced = _content.Length }
                : RangeAnswers.Of(request, _content, $"\"{Interlocked.Increment(ref asked)}\"")
        );
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.Interrupted, result.Fault);
        Assert.False(File.Exists(Target));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_an_earlier_process_left_is_not_asked_for_again()
    {
        using (
            var broken = new FaultyServer(request =>
                RangeAnswers.Of(request, _content) is { Status: 206 } part
                && part.ContentRange!.StartsWith("bytes 1", StringComparison.Ordinal)
                    ? part with
                    {
                        Content = part.Content[..20_000],
                        Announced = part.Content.Length,
                    }
                    : RangeAnswers.Of(request, _content)
            )
        )
        {
            Assert.Equal(DownloadFault.Interrupted, (await FetchAsync(broken.Address, retries: 0)).Fault);
        }

        var have = PartialState.Load($"{Target}.partial.state")!.Value.Done.Sum();
        Assert.InRange(have, 1, _content.Length - 1);
        using var server = new FaultyServer(request => RangeAnswers.Of(request, _content));
        var result = await SucceedAsync(server.Address);
        Assert.Equal(have, result.ResumedFrom);
        Assert.Equal(_content.Length - have, RangeAnswers.Asked(server.Ranges, _content.Length));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_process_that_was_killed_between_the_last_byte_and_the_rename_is_made_up_for_without_a_request()
    {
        using (var partial = PartialFile.Open(Target))
        {
            partial.Begin(_content.Length, Chunk);
            await partial.WriteAsync(0, _content, Cancellation);
        }

        using var server = new FaultyServer(request => RangeAnswers.Of(request, _content));
        Assert.Equal(_content.Length, (await SucceedAsync(server.Address)).ResumedFrom);
        Assert.Empty(server.Ranges);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"Total\":500123,\"ChunkBytes\":50000,\"Validators\":{}}\n00000000000000000007\n")]
    [InlineData("{\"Total\":7,\"ChunkBytes\":7,\"Validators\":{}}\n00000000000000000009\n")]
    public async Task A_state_that_makes_no_sense_is_not_trusted(string state)
    {
        await File.WriteAllBytesAsync($"{Target}.partial", new byte[7], Cancellation);
        await File.WriteAllTextAsync($"{Target}.partial.state", state, Cancellation);
        using var server = new FaultyServer(request => RangeAnswers.Of(request, _content));
        Assert.Equal(0, (await SucceedAsync(server.Address)).ResumedFrom);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_spoilt_rest_of_an_earlier_process_is_found_out_and_fetched_anew()
    {
        using (var broken = new FaultyServer(request => RangeAnswers.Of(request, _content) with { Announced = Chunk * 2 }))
        {
            Assert.False((await FetchAsync(broken.Address, retries: 0)).IsSuccess);
        }

        using (var partial = File.OpenWrite($"{Target}.partial"))
        {
            partial.Write(new byte[1000]);
        }

        using var server = new FaultyServer(request => RangeAnswers.Of(request, _content));
        await SucceedAsync(server.Address);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_range_behind_the_end_is_answered_by_a_new_beginning()
    {
        var asked = 0;
        using var server = new FaultyServer(request =>
            Interlocked.Increment(ref asked) == 1
                ? new FaultyAnswer(416, []) { ContentRange = "bytes */1" }
                : RangeAnswers.Of(request, _content)
        );
        await SucceedAsync(server.Address);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_part_that_is_not_the_one_asked_for_is_not_used()
    {
        var asked = 0;
        using var server = new FaultyServer(request =>
            Interlocked.Increment(ref asked) == 3
                ? new FaultyAnswer(206, _content[..Chunk]) { ETag = "\"1\"", ContentRange = $"bytes 0-{Chunk - 1}/{_content.Length}" }
                : RangeAnswers.Of(request, _content)
        );
        await SucceedAsync(server.Address);
    }

    [Fact(Timeout = 120_000)]
    public async Task One_wrong_byte_in_one_part_is_enough_to_refuse_the_file()
    {
        byte[] spoilt = [.. _content];
        spoilt[333_333] ^= 1;
        using var server = new FaultyServer(request => RangeAnswers.Of(request, spoilt));
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.WrongDigest, result.Fault);
        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    private async Task<DownloadResult> SucceedAsync(Uri server)
    {
        var result = await FetchAsync(server);
        Assert.True(result.IsSuccess, result.Summary);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal([Target], Directory.EnumerateFiles(Folder));
        return result;
    }

    private Task<DownloadResult> FetchAsync(Uri server, int retries = 4) =>
        new Downloader(
            Http,
            TimeProvider.System,
            new DownloadOptions
            {
                Backoff = TimeSpan.FromMilliseconds(1),
                ChunkBytes = Chunk,
                Retries = retries,
            }
        ).FetchAsync(
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
