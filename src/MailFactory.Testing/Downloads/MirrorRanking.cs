using System.Collections.Concurrent;

namespace MailFactory.Testing.Downloads;

/// <summary>Finds out which of several mirrors is fastest, by the first bytes of the file itself, and remembers it for the run.</summary>
internal sealed class MirrorRanking(HttpClient http, TimeProvider time, DownloadOptions options)
{
    private readonly ConcurrentDictionary<string, double> _speeds = [];

    /// <summary>All sources, the fastest first; those that give nothing last, in their given order.</summary>
    public async Task<IReadOnlyList<Uri>> OrderAsync(DownloadRequest request, CancellationToken cancellationToken)
    {
        Uri[] sources = [request.Source, .. request.Mirrors];
        if (sources.Length == 1 || request.Sha256 is null)
        {
            return sources;
        }

        var speeds = await Task.WhenAll(sources.Select(source => SpeedAsync(source, cancellationToken))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. sources.Zip(speeds).OrderByDescending(pair => pair.Second).Select(pair => pair.First)];
    }

    private async Task<double> SpeedAsync(Uri source, CancellationToken cancellationToken)
    {
        if (_speeds.TryGetValue(source.Authority, out var known))
        {
            return known;
        }

        // A host that lacks this file may have the next, so only a speed is remembered.
        var speed = await ProbeAsync(source, cancellationToken).ConfigureAwait(false);
        return speed > 0 ? _speeds.GetOrAdd(source.Authority, speed) : speed;
    }

    private async Task<double> ProbeAsync(Uri source, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var watch = new StallWatch(options, time, either.Token);
        var started = time.GetTimestamp();
        var bytes = 0;
        try
        {
            using var answer = await ServerResponse
                .GetAsync(http, source, (0, options.ProbeBytes - 1), condition: null, watch)
                .ConfigureAwait(false);
            if (!answer.Response.IsSuccessStatusCode || WebPage.Is(answer.Response))
            {
                return 0;
            }

            var body = await answer.Response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            var buffer = new byte[options.ProbeBytes];
            int read;
            while (bytes < options.ProbeBytes && (read = await body.ReadAsync(buffer, watch.Token).ConfigureAwait(false)) > 0)
            {
                bytes += read;
            }
        }
        catch (Exception error) when (Attempt.IsNetworkTrouble(error, cancellationToken))
        {
            // What came until then says enough: little in the whole time is slow, nothing is dead.
        }

        return bytes / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-6);
    }
}
