using System.Net;
using MailFactory.Testing.Downloads.Parts;

namespace MailFactory.Testing.Downloads;

/// <summary>Moves one file from its servers to disk, one attempt at a time; the next attempt continues with what one leaves.</summary>
internal sealed class Transfer : IDisposable
{
    private const int MostBeginnings = 4;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly DownloadOptions _options;
    private readonly DownloadRequest _request;
    private readonly PartialFile _partial;
    private readonly FollowingHash _hash = new();
    private readonly ProgressMeter _meter;
    private readonly Reception _reception;
    private readonly HashSet<Uri> _askedWhole = [];
    private Attempt? _suspicion;
    private long _resumedFrom;
    private int _beginnings;

    public Transfer(
        HttpClient http,
        TimeProvider time,
        DownloadOptions options,
        RateLimit? limit,
        DownloadRequest request,
        IProgress<DownloadProgress>? progress
    )
    {
        (_http, _time, _options, _request) = (http, time, options, request);
        _partial = PartialFile.Open(request.Target);
        _meter = new ProgressMeter(time, progress);
        _reception = new Reception(http, time, options, limit, _partial, _meter, request.MostBytes);
    }

    /// <summary>Bytes on disk.</summary>
    public long Received => _partial.Received;

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(_partial.Path))!;

    public void Dispose()
    {
        _hash.Dispose();
        _partial.Dispose();
    }

    /// <summary>Tries to fetch the file; when the server refuses a part of it, the whole is asked for once.</summary>
    public async Task<Attempt> TryAsync(Uri source, CancellationToken cancellationToken)
    {
        var attempt = await OnceAsync(source, cancellationToken).ConfigureAwait(false);
        if (!attempt.MayBeAboutPart || !_askedWhole.Add(source))
        {
            return attempt;
        }

        var whole = await OnceAsync(source, cancellationToken).ConfigureAwait(false);
        return whole.Result.IsSuccess ? whole : whole.After(attempt);
    }

    /// <summary>
    /// Whether the whole file is still to be asked for after the last failure, an error that may be the answer to the range only;
    /// from then on it is. A server that is busy is left alone.
    /// </summary>
    public bool CanAskWhole(Uri source, Attempt last) =>
        last.Status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
        && (_partial.Received > 0 || FirstPart() is not null)
        && _askedWhole.Add(source);

    private async Task<Attempt> OnceAsync(Uri source, CancellationToken cancellationToken)
    {
        _resumedFrom = _partial.Received;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failure = _partial.IsComplete
            ? await HashedAsync(() => Task.FromResult<Attempt?>(null), stop).ConfigureAwait(false)
            : await _reception.GuardedAsync(source, () => ReceiveAsync(source, stop), stop.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return failure switch
        {
            { NeedsNewBeginning: true } => Restart(failure),
            { } => failure,
            null => Judge(source),
        };
    }

    // The first answer says how large the file is and whether parts of it can be had; its body is the first part.
    private async Task<Attempt?> ReceiveAsync(Uri source, CancellationTokenSource stop)
    {
        var part = NextPart(source);
        _partial.ReleaseAll();
        using var watch = new StallWatch(_options, _time, stop.Token);
        using var answer = await ServerResponse
            .GetAsync(_http, source, part is { } range ? (range.From, range.To) : null, _partial.ConditionOf(source), watch)
            .ConfigureAwait(false);
        if (Settle(source, answer, part is not null) is { } refusal)
        {
            return refusal;
        }

        _meter.Begin(_partial.Received, _partial.Total == long.MaxValue ? null : _partial.Total);
        if (answer.Response.StatusCode == HttpStatusCode.OK)
        {
            return await HashedAsync(
                    () => _reception.GuardedAsync(source, () => _reception.CopyAsync(source, answer, offset: 0, stop.Token), stop.Token),
                    stop
                )
                .ConfigureAwait(false);
        }

        var validator = Validator.Of(answer.Response);
        _partial.Know(source, validator);
        var connections = validator is null ? 1 : _options.Connections;
        var first = _partial.Take()!.Value.Chunk;
        return await HashedAsync(() => _reception.FillAsync(source, answer, first, connections, stop), stop).ConfigureAwait(false);
    }

    // The part to ask for; null for the whole file, which is right for small ones and for those without a digest.
    private (int Chunk, long From, long To)? FirstPart() =>
        _request.Sha256 is not null && (_request.Size ?? long.MaxValue) > _options.ChunkBytes ? (0, 0, _options.ChunkBytes - 1) : null;

    private (int Chunk, long From, long To)? NextPart(Uri source)
    {
        if (AsksWhole(source))
        {
            return null;
        }

        return _partial.Received > 0 ? _partial.Take() : FirstPart();
    }

    // A file that began anew each time is had whole in the end.
    private bool AsksWhole(Uri source) => _beginnings == MostBeginnings - 1 || _askedWhole.Contains(source);

    // A server that calls the file a web page, or says that it coded it, may be wrong: where a digest decides, it is believed last.
    private Attempt? Settle(Uri source, ServerResponse answer, bool isPart)
    {
        var response = answer.Response;
        _suspicion = response.IsSuccessStatusCode ? SuspicionOf(source, answer) : null;
        if (_request.Sha256 is null && answer.Coding is not null && response.IsSuccessStatusCode)
        {
            return _suspicion;
        }

        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return WrongSize(source, response.Content.Headers.ContentLength)
                    ?? Begin(source, response.Content.Headers.ContentLength, Validator.Of(response));
            case HttpStatusCode.PartialContent when answer.TotalOfPart is { } total:
                return WrongSize(source, total) ?? BeginOrGoOn(source, total, response);
            default:
                return isPart && Reception.IsRefusalOfPart(answer)
                    ? Attempt.PartRefused(response, source, answer.From)
                    : Attempt.Answered(response, source, _time, _options.LongestRetryAfter);
        }
    }

    private static Attempt? SuspicionOf(Uri source, ServerResponse answer)
    {
        if (WebPage.Is(answer.Response))
        {
            return Attempt.Page(source);
        }

        return answer.Coding is { } coding ? Attempt.Coded(coding, source) : null;
    }

    private Attempt? BeginOrGoOn(Uri source, long total, HttpResponseMessage response)
    {
        if (_partial.Received == 0)
        {
            return Begin(source, total, Validator.Of(response));
        }

        return _partial.Total == total
            ? null
            : Attempt.NewBeginning($"{source}: {total} bytes where the part on disk is of {_partial.Total}");
    }

    private Attempt? WrongSize(Uri source, long? offered) =>
        offered switch
        {
            { } size when _request.Size is { } wanted && size != wanted => _suspicion
                ?? Attempt.Failed(DownloadFault.WrongSize, $"{source}: {size} bytes where {wanted} were expected"),
            { } size when _request.Sha256 is null && size > _request.MostBytes => _suspicion ?? Attempt.TooLong(source, _request.MostBytes),
            _ => null,
        };

    private Attempt? Begin(Uri source, long? total, string? validator)
    {
        _partial.Delete();
        if (DiskSpace.Missing(Folder, total ?? 0) is > 0 and var missing)
        {
            return Attempt.Failed(DownloadFault.DiskFull, DiskSpace.Explain(source, Folder, total ?? 0, missing));
        }

        _partial.Begin(_request.Sha256 is null ? null : total, _options.ChunkBytes);
        _partial.Know(source, validator);
        _hash.Reset();
        _resumedFrom = 0;
        return null;
    }

    private async Task<Attempt?> HashedAsync(Func<Task<Attempt?>> receive, CancellationTokenSource stop)
    {
        var hashing = _hash.FollowAsync(_partial, stop.Token);
        var failure = await receive().ConfigureAwait(false);
        if (failure is not null)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        await hashing.ConfigureAwait(failure is null ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.SuppressThrowing);
        return failure;
    }

    private Attempt Judge(Uri source)
    {
        var size = _partial.Total;
        if (WrongSize(source, size) is { } wrongSize)
        {
            _partial.Delete();
            return wrongSize;
        }

        var digest = _hash.Finish();
        if (_request.Sha256 is { } wanted && !string.Equals(wanted, digest, StringComparison.OrdinalIgnoreCase))
        {
            _partial.Delete();
            return _resumedFrom > 0
                ? Restart(Attempt.NewBeginning($"{source}: the resumed file has another digest"))
                : _suspicion ?? Attempt.Failed(DownloadFault.WrongDigest, $"{source}: SHA-256 is {digest} where {wanted} was expected");
        }

        _partial.MoveTo(_request.Target);
        return new Attempt(
            new DownloadResult
            {
                Summary = $"{source}: {size} bytes",
                Sha256 = digest,
                ResumedFrom = _resumedFrom,
            }
        );
    }

    // A file that changes again and again, or a proxy that mixes two, must not keep us for ever.
    private Attempt Restart(Attempt why)
    {
        _partial.Delete();
        _hash.Reset();
        return ++_beginnings < MostBeginnings ? why : why with { IsWorthRepeating = false };
    }
}
