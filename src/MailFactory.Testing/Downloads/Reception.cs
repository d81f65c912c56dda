using System.Net;
using MailFactory.Testing.Downloads.Parts;

namespace MailFactory.Testing.Downloads;

/// <summary>Receives the bytes of one file over several connections.</summary>
internal sealed class Reception(
    HttpClient http,
    TimeProvider time,
    DownloadOptions options,
    RateLimit? limit,
    PartialFile partial,
    ProgressMeter meter,
    long mostBytes
)
{
    private const int BufferSize = 1 << 17;

    /// <summary>Fetches all chunks that lack bytes, the first of them out of an answer that is there already.</summary>
    public async Task<Attempt?> FillAsync(Uri source, ServerResponse answer, int first, int connections, CancellationTokenSource stop)
    {
        var workers = Enumerable
            .Range(1, connections)
            .Select(async number =>
            {
                var ended =
                    number == 1
                        ? await ChunkAsync(source, first, () => CopyAsync(source, answer, answer.From, stop.Token), stop)
                            .ConfigureAwait(false)
                        : null;
                return ended ?? await WorkAsync(source, stop).ConfigureAwait(false);
            });
        var ends = await Task.WhenAll(workers.ToList()).ConfigureAwait(false);
        return partial.IsComplete
            ? null
            : ends.OfType<Attempt>().OrderBy(end => !end.NeedsNewBeginning).ThenBy(end => end.IsWorthRepeating).FirstOrDefault();
    }

    // A connection that fails ends alone: the others do its work, so a server that allows but one at a time is served too.
    private async Task<Attempt?> WorkAsync(Uri source, CancellationTokenSource stop)
    {
        Attempt? end = null;
        while (end is null && !stop.IsCancellationRequested && partial.Take() is var (chunk, from, to))
        {
            end = await ChunkAsync(source, chunk, () => PartAsync(source, (from, to), stop.Token), stop).ConfigureAwait(false);
        }

        return end;
    }

    private async Task<Attempt?> ChunkAsync(Uri source, int chunk, Func<Task<Attempt?>> fill, CancellationTokenSource stop)
    {
        var end = await GuardedAsync(source, fill, stop.Token).ConfigureAwait(false);
        partial.Release(chunk);
        if (end is { IsWorthRepeating: false } or { NeedsNewBeginning: true })
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        return end;
    }

    private async Task<Attempt?> PartAsync(Uri source, (long From, long To) part, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(options, time, cancellationToken);
        using var answer = await ServerResponse.GetAsync(http, source, part, partial.ConditionOf(source), watch).ConfigureAwait(false);
        return answer.Response.StatusCode switch
        {
            HttpStatusCode.PartialContent when answer.TotalOfPart == partial.Total => await CopyAsync(
                    source,
                    answer,
                    part.From,
                    cancellationToken
                )
                .ConfigureAwait(false),
            HttpStatusCode.PartialContent when answer.TotalOfPart is not null => Changed(source),
            HttpStatusCode.OK => Changed(source),
            HttpStatusCode.RequestedRangeNotSatisfiable
                when answer.Response.Content.Headers.ContentRange is { Length: { } total } && total != partial.Total => Changed(source),
            _ when IsRefusalOfPart(answer) => Attempt.PartRefused(answer.Response, source, part.From),
            _ => Attempt.Answered(answer.Response, source, time, options.LongestRetryAfter),
        };
    }

    /// <summary>Whether an answer to a request for a part says no more than that the part cannot be had, or holds another one.</summary>
    public static bool IsRefusalOfPart(ServerResponse answer) =>
        answer.Response.StatusCode switch
        {
            HttpStatusCode.PartialContent => answer.TotalOfPart is null,
            HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotImplemented => true,
            HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotAcceptable =>
                true,
            _ => false,
        };

    private static Attempt Changed(Uri source) => Attempt.NewBeginning($"{source}: the file changed while it was fetched");

    /// <summary>Writes an answer's body to disk.</summary>
    public async Task<Attempt?> CopyAsync(Uri source, ServerResponse answer, long offset, CancellationToken cancellationToken)
    {
        var body = await answer.Response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await body.ReadAsync(buffer, answer.Watch.Token).ConfigureAwait(false)) > 0)
        {
            if (offset == 0 && WebPage.Is(buffer.AsSpan(0, read)))
            {
                return Attempt.Page(source);
            }

            if (offset + read > mostBytes)
            {
                return Attempt.TooLong(source, mostBytes);
            }

            answer.Watch.Received(read);
            await partial.WriteAsync(offset, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            meter.Add(read);
            offset += read;
            if (limit?.Take(read) is { Ticks: > 0 } pause)
            {
                answer.Watch.Pause();
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                answer.Watch.Restart();
            }
        }

        if (answer.Response.StatusCode == HttpStatusCode.OK)
        {
            partial.EndHere();
        }

        return answer.Response.Content.Headers.ContentRange?.To >= offset
            ? Attempt.Failed(
                DownloadFault.Interrupted,
                $"{source}: the transfer was interrupted before byte {offset}",
                isWorthRepeating: true
            )
            : null;
    }

    /// <summary>Turns what the network or the server do wrong into a failed attempt.</summary>
    public async Task<Attempt?> GuardedAsync(Uri source, Func<Task<Attempt?>> work, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(partial.Path))!;
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Attempt.Failed(
                DownloadFault.Interrupted,
                $"{source}: abandoned because another connection failed",
                isWorthRepeating: true
            );
        }
        catch (InvalidDataException error)
        {
            return Attempt.Failed(DownloadFault.WrongSize, $"{source}: {error.Message}");
        }
        catch (Exception error) when (DiskSpace.IsFull(error))
        {
            return Attempt.Failed(
                DownloadFault.DiskFull,
                DiskSpace.Explain(source, folder, partial.Total, DiskSpace.Missing(folder, partial.Total - partial.Received))
            );
        }
        catch (Exception error) when (Attempt.IsNetworkTrouble(error, cancellationToken))
        {
            return Attempt.Broken(error, source);
        }
    }
}
