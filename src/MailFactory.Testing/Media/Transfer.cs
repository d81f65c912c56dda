using System.Net;

namespace MailFactory.Testing.Media;

/// <summary>Moves one file from its servers to disk, one attempt at a time; what an attempt leaves, the next goes on with.</summary>
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
    private int _beginnings;

    public Transfer(HttpClient http, TimeProvider time, DownloadOptions options, RateLimit? limit, DownloadRequest request, IProgress<DownloadProgress>? progress)
    {
        (_http, _time, _options, _request) = (http, time, options, request);
        _partial = PartialFile.Open(request.Target);
        _meter = new ProgressMeter(time, progress);
        _reception = new Reception(http, time, options, limit, _partial, _meter);
    }

    /// <summary>Bytes on disk.</summary>
    public long Received => _partial.Received;

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(_partial.Path))!;

    public void Dispose()
    {
        _hash.Dispose();
        _partial.Dispose();
    }

    public async Task<Attempt> TryAsync(Uri source, CancellationToken cancellationToken)
    {
        var resumedFrom = _partial.Received;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failure = _partial.IsComplete
            ? await HashedAsync(() => Task.FromResult<Attempt?>(null), stop).ConfigureAwait(false)
            : await _reception.GuardedAsync(source, () => ReceiveAsync(source, stop), stop.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return failure switch
        {
            { NeedsNewBeginning: true } => Restart(failure),
            { } => failure,
            null => Judge(source, resumedFrom),
        };
    }

    // The first answer says how large the file is and whether parts of it can be had; its body is the first part.
    private async Task<Attempt?> ReceiveAsync(Uri source, CancellationTokenSource stop)
    {
        var isResumed = _partial.Received > 0;
        var part = isResumed ? _partial.Take() : FirstPart();
        _partial.ReleaseAll();
        using var watch = new StallWatch(_options, _time, stop.Token);
        using var answer = await Answer.GetAsync(_http, source, part is { } range ? (range.From, range.To) : null, _partial.ConditionOf(source), watch).ConfigureAwait(false);
        if (Settle(source, answer) is { } refusal)
        {
            return refusal;
        }

        _meter.Begin(_partial.Received, _partial.Total == long.MaxValue ? null : _partial.Total);
        if (answer.Response.StatusCode == HttpStatusCode.OK)
        {
            return await HashedAsync(() => _reception.GuardedAsync(source, () => _reception.CopyAsync(source, answer, offset: 0, stop.Token), stop.Token), stop).ConfigureAwait(false);
        }

        var validator = Validator.Of(answer.Response);
        _partial.Know(source, validator);
        var connections = validator is null ? 1 : _options.Connections;
        var first = _partial.Take()!.Value.Chunk;
        return await HashedAsync(() => _reception.FillAsync(source, answer, first, connections, stop), stop).ConfigureAwait(false);
    }

    // The part to ask for; null for the whole file, which is right for small ones and for those without a digest.
    private (int Chunk, long From, long To)? FirstPart() => _request.Sha256 is not null && (_request.Size ?? long.MaxValue) > _options.ChunkBytes ? (0, 0, _options.ChunkBytes - 1) : null;

    private Attempt? Settle(Uri source, Answer answer)
    {
        var response = answer.Response;
        if (response.IsSuccessStatusCode && WebPage.Is(response))
        {
            return Attempt.Page(source);
        }

        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return WrongSize(source, response.Content.Headers.ContentLength) ?? Begin(source, response.Content.Headers.ContentLength, Validator.Of(response));
            case HttpStatusCode.PartialContent when answer.TotalOfPart is { } total:
                return WrongSize(source, total)
                    ?? (_partial.Received == 0 ? Begin(source, total, Validator.Of(response))
                    : _partial.Total == total ? null
                    : Attempt.NewBeginning($"{source}: {total} bytes where the part on disk is of {_partial.Total}"));
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                return Attempt.NewBeginning($"{source}: the server cannot resume it");
            default:
                return Attempt.Answered(response, source, _time, _options.LongestRetryAfter);
        }
    }

    private Attempt? WrongSize(Uri source, long? offered) => _request.Size is { } wanted && offered is { } size && size != wanted
        ? Attempt.Failed(DownloadFault.WrongSize, $"{source}: {size} bytes where {wanted} were expected")
        : null;

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

    private Attempt Judge(Uri source, long resumedFrom)
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
            return resumedFrom > 0
                ? Restart(Attempt.NewBeginning($"{source}: the resumed file has another digest"))
                : Attempt.Failed(DownloadFault.WrongDigest, $"{source}: SHA-256 is {digest} where {wanted} was expected");
        }

        _partial.MoveTo(_request.Target);
        return new Attempt(new DownloadResult { Summary = $"{source}: {size} bytes", Sha256 = digest, ResumedFrom = resumedFrom });
    }

    // A file that changes again and again, or a proxy that mixes two, must not keep us for ever.
    private Attempt Restart(Attempt why)
    {
        _partial.Delete();
        _hash.Reset();
        return ++_beginnings < MostBeginnings ? why : why with { IsWorthRepeating = false };
    }
}
