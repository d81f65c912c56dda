using MailFactory.Testing.Files;
using Polly;
using Polly.Retry;

namespace MailFactory.Testing.Downloads;

/// <summary>
/// Fetches files: in parts from the fastest mirror, hashed while they stream, resumed where they broke off even by another process,
/// in place only when they are what was expected.
/// </summary>
/// <param name="http">The client, best made by <see cref="MediaHttp.CreateClient"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient to be; the defaults when null.</param>
internal sealed class Downloader(HttpClient http, TimeProvider time, DownloadOptions? options = null)
{
    private const long WorthGoingOn = 1 << 20;

    private readonly DownloadOptions _options = options ?? new DownloadOptions();
    private readonly Inquiry _inquiry = new(http, time, options ?? new DownloadOptions());
    private readonly MirrorRanking _mirrors = new(http, time, options ?? new DownloadOptions());
    private readonly RateLimit? _limit = options?.BytesPerSecond is { } rate ? new RateLimit(rate, time) : null;

    internal TimeProvider Time => time;

    /// <summary>
    /// Fetches a file; what the network or the server do wrong is a result, an error of the local disk is an exception.
    /// A file that is there with the expected digest is not fetched again.
    /// </summary>
    public async Task<DownloadResult> FetchAsync(
        DownloadRequest request,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (await IsThereAsync(request, cancellationToken).ConfigureAwait(false))
        {
            return new DownloadResult
            {
                Summary = $"{Path.GetFileName(request.Target)} is there and matches",
                Sha256 = Normal(request.Sha256!),
            };
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(request.Target))!);
        using var transfer = new Transfer(http, time, _options, _limit, request, progress);
        var failures = new List<DownloadResult>();
        foreach (var source in await _mirrors.OrderAsync(request, cancellationToken).ConfigureAwait(false))
        {
            var result = await FromAsync(source, transfer, cancellationToken).ConfigureAwait(false);
            if (result.IsSuccess || result.Fault == DownloadFault.DiskFull)
            {
                return result with { Notes = [.. failures.Select(failure => failure.Summary)] };
            }

            failures.Add(result);
        }

        return Worst(failures);
    }

    /// <summary>Whether the server has a file, without fetching it; other answers than yes and no are a fault.</summary>
    public async Task<DownloadResult> AskAsync(Uri source, CancellationToken cancellationToken)
    {
        var attempt = await Retrying()
            .ExecuteAsync(async token => await _inquiry.AskAsync(source, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return attempt.Result;
    }

    // A transfer that gets on between its failures is worth more attempts than one that does not.
    private async Task<DownloadResult> FromAsync(Uri source, Transfer transfer, CancellationToken cancellationToken)
    {
        Attempt attempt;
        long before;
        do
        {
            before = transfer.Received;
            attempt = await Retrying()
                .ExecuteAsync(async token => await transfer.TryAsync(source, token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        } while (
            attempt is { IsWorthRepeating: true, Result.Fault: DownloadFault.Interrupted } && transfer.Received - before >= WorthGoingOn
        );

        return transfer.CanAskWhole(source, attempt)
            ? (await transfer.TryAsync(source, cancellationToken).ConfigureAwait(false)).Result
            : attempt.Result;
    }

    // A wrong file weighs more than a server that does not answer: it may be an attack.
    private static DownloadResult Worst(List<DownloadResult> failures) =>
        failures.Count == 1
            ? failures[0]
            : new DownloadResult
            {
                Fault = failures.Max(failure => failure.Fault),
                Summary = string.Join("; ", failures.Select(failure => failure.Summary).Distinct()),
            };

    private static async Task<bool> IsThereAsync(DownloadRequest request, CancellationToken cancellationToken) =>
        request.Sha256 is not null
        && File.Exists(request.Target)
        && await Digest.OfFileAsync(request.Target, cancellationToken).ConfigureAwait(false) == Normal(request.Sha256);

    private static string Normal(string digest) => digest.ToLowerInvariant();

    private ResiliencePipeline<Attempt> Retrying() =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddRetry(
                Retry(
                    _options.UnreachableRetries,
                    attempt => attempt is { IsWorthRepeating: true, Result.Fault: DownloadFault.Unreachable }
                )
            )
            .AddRetry(
                Retry(_options.Retries, attempt => attempt is { IsWorthRepeating: true, Result.Fault: not DownloadFault.Unreachable })
            )
            .Build();

    // A retry strategy of no attempts is not allowed; a predicate that never holds is the same.
    private RetryStrategyOptions<Attempt> Retry(int times, Func<Attempt, bool> when) =>
        new()
        {
            MaxRetryAttempts = Math.Max(times, 1),
            BackoffType = DelayBackoffType.Exponential,
            Delay = _options.Backoff,
            UseJitter = true,
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
            ShouldHandle = arguments => ValueTask.FromResult(times > 0 && arguments.Outcome.Result is { } attempt && when(attempt)),
        };
}
