using System.Net;

namespace MailFactory.Testing.Downloads;

/// <summary>Asks once whether a server has a file, without fetching it.</summary>
internal sealed class Inquiry(HttpClient http, TimeProvider time, DownloadOptions options)
{
    private const int EnoughToJudge = 64;

    /// <summary>
    /// Asks for the headers only; a server that refuses such questions, or calls the file a web page, is asked for the file itself,
    /// of which no more than the beginning is read.
    /// </summary>
    public async Task<Attempt> AskAsync(Uri source, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.StallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ByAsync(HttpMethod.Head, source, either.Token).ConfigureAwait(false)
                ?? (await ByAsync(HttpMethod.Get, source, either.Token).ConfigureAwait(false))!;
        }
        catch (Exception error) when (Attempt.IsNetworkTrouble(error, cancellationToken))
        {
            return Attempt.Broken(error, source);
        }
    }

    private async Task<Attempt?> ByAsync(HttpMethod method, Uri source, CancellationToken cancellationToken)
    {
        using var question = ServerResponse.Question(method, source);
        using var response = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        var isHead = method == HttpMethod.Head;
        if (isHead && (IsRefusal(response.StatusCode) || (response.IsSuccessStatusCode && WebPage.Is(response))))
        {
            return null;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return Attempt.Answered(response, source, time, options.LongestRetryAfter);
        }

        return !isHead && await BeginsAsPageAsync(response, cancellationToken).ConfigureAwait(false)
            ? Attempt.Page(source)
            : new Attempt(new DownloadResult { Summary = $"{source} is there" });
    }

    // 405 and 501 say so; scripts, storage services and firewalls say it with 400 and 403.
    private static bool IsRefusal(HttpStatusCode status) =>
        status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden;

    private static async Task<bool> BeginsAsPageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        var beginning = new byte[EnoughToJudge];
        var read = await body.ReadAtLeastAsync(beginning, EnoughToJudge, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return WebPage.Is(beginning.AsSpan(0, read));
    }
}
