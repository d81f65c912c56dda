using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace MailFactory.Testing.Media;

/// <summary>Moves one file from server to disk, one attempt at a time.</summary>
internal sealed class Transfer(HttpClient http, TimeProvider time, TimeSpan stallTimeout, DownloadRequest request, IProgress<DownloadProgress>? progress)
{
    private const int BufferSize = 1 << 17;
    private const long ProgressStep = 1 << 20;

    private readonly PartialFile _partial = new(request.Target);

    public async Task<Attempt> TryAsync(CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(stallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            var start = request.Sha256 is null ? 0 : _partial.ResumableLength;
            using var get = new HttpRequestMessage(HttpMethod.Get, request.Source);
            if (start > 0)
            {
                get.Headers.Range = new RangeHeaderValue(start, to: null);
                get.Headers.IfRange = _partial.ReadValidator();
            }

            using var response = await http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReceiveAsync(response, start: 0, stall, either.Token).ConfigureAwait(false),
                HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == start =>
                    await ReceiveAsync(response, start, stall, either.Token).ConfigureAwait(false),
                HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable => StartOver("the server cannot resume it"),
                _ => Attempt.Answered(response.StatusCode, request.Source),
            };
        }
        catch (Exception error) when (Attempt.IsNetworkTrouble(error, cancellationToken))
        {
            return Attempt.Broken(error, request.Source);
        }
    }

    private async Task<Attempt> ReceiveAsync(HttpResponseMessage response, long start, CancellationTokenSource stall, CancellationToken cancellationToken)
    {
        var total = response.Content.Headers.ContentLength is { } length ? start + length : (long?)null;
        if (request.Size is { } wanted && total is { } offered && offered != wanted)
        {
            _partial.Delete();
            return Attempt.Failed(DownloadFault.WrongSize, $"{request.Source}: {offered} bytes where {wanted} were expected");
        }

        _partial.KeepValidator(response);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = await CopyAsync(response, start, total ?? request.Size, digest, stall, cancellationToken).ConfigureAwait(false);
        return Judge(bytes, total ?? request.Size, Convert.ToHexStringLower(digest.GetHashAndReset()), start);
    }

    private async Task<long> CopyAsync(
        HttpResponseMessage response, long start, long? total, IncrementalHash digest, CancellationTokenSource stall, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        var file = await _partial.OpenAsync(start, digest, cancellationToken).ConfigureAwait(false);
        await using var __ = file.ConfigureAwait(false);
        var buffer = new byte[BufferSize];
        var bytes = start;
        var reported = start;
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            stall.CancelAfter(stallTimeout);
            digest.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            bytes += read;
            if (bytes - reported >= ProgressStep || bytes == total)
            {
                progress?.Report(new DownloadProgress(bytes, total));
                reported = bytes;
            }
        }

        return bytes;
    }

    private Attempt Judge(long bytes, long? total, string digest, long resumedFrom)
    {
        if (total is { } expected && bytes != expected)
        {
            return bytes < expected
                ? Attempt.Failed(DownloadFault.Interrupted, $"{request.Source}: the transfer broke off after {bytes} of {expected} bytes", isWorthRepeating: true)
                : WrongFile(DownloadFault.WrongSize, $"{request.Source}: {bytes} bytes where {expected} were expected");
        }

        if (request.Sha256 is { } wanted && !string.Equals(wanted, digest, StringComparison.OrdinalIgnoreCase))
        {
            return resumedFrom > 0
                ? StartOver("the resumed file has another digest")
                : WrongFile(DownloadFault.WrongDigest, $"{request.Source}: SHA-256 is {digest} where {wanted} was expected");
        }

        _partial.MoveTo(request.Target);
        return new Attempt(new DownloadResult { Summary = $"{request.Source}: {bytes} bytes", Sha256 = digest, ResumedFrom = resumedFrom });
    }

    private Attempt WrongFile(DownloadFault fault, string summary)
    {
        _partial.Delete();
        return Attempt.Failed(fault, summary);
    }

    private Attempt StartOver(string why)
    {
        _partial.Delete();
        return Attempt.Failed(DownloadFault.Interrupted, $"{request.Source}: {why}", isWorthRepeating: true);
    }
}
