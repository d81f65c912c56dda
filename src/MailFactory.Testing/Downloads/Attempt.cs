using System.Net;
using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Downloads;

/// <summary>One attempt at a file.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="IsWorthRepeating">Whether another attempt may end otherwise.</param>
internal sealed record Attempt(DownloadResult Result, bool IsWorthRepeating = false)
{
    /// <summary>Whether the bytes on disk must be forgotten first.</summary>
    public bool NeedsNewBeginning { get; private init; }

    /// <summary>The error that the server answered with; null for all else.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>Whether the server may be able to send the whole file although it refuses this part of it.</summary>
    public bool MayBeAboutPart { get; private init; }

    /// <summary>How long the server asks to be left alone (RFC 9110, 10.2.3); null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The same with what was wrong before it.</summary>
    public Attempt After(Attempt earlier) =>
        this with
        {
            Result = Result with { Summary = $"{Result.Summary}, asked for the whole file; before that {earlier.Result.Summary}" },
        };

    public static Attempt Failed(DownloadFault fault, string summary, bool isWorthRepeating = false) =>
        new(new DownloadResult { Fault = fault, Summary = summary }, isWorthRepeating);

    public static Attempt NewBeginning(string why) =>
        Failed(DownloadFault.Interrupted, why, isWorthRepeating: true) with
        {
            NeedsNewBeginning = true,
        };

    public static Attempt PartRefused(HttpResponseMessage response, Uri source, long from) =>
        Failed(
            DownloadFault.Refused,
            $"{source}: asked for the bytes from {from} on, but the server answered {(int)response.StatusCode}{RangeOf(response)}"
        ) with
        {
            Status = response.StatusCode,
            MayBeAboutPart = true,
        };

    public static Attempt TooLong(Uri source, long most) =>
        Failed(DownloadFault.WrongSize, $"{source}: more than the {most} bytes that it may have");

    public static Attempt Coded(string coding, Uri source) =>
        Failed(DownloadFault.Refused, $"{source}: the server sends it encoded ({coding}) although the plain bytes were requested");

    public static Attempt Page(Uri source) =>
        Failed(
            DownloadFault.WebPage,
            $"{source}: the server sent a web page where a file was expected; open the URL in a browser to see what it says"
        );

    public static Attempt Answered(HttpResponseMessage response, Uri source, TimeProvider time, TimeSpan longestWait)
    {
        var attempt = Answered(response, source);
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } span } => span,
            { Date: { } moment } => moment - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        if (!attempt.IsWorthRepeating || wait is not { } asked)
        {
            return attempt;
        }

        return asked <= longestWait
            ? attempt with
            {
                RetryAfter = asked < TimeSpan.Zero ? TimeSpan.Zero : asked,
            }
            : Failed(DownloadFault.Refused, $"{attempt.Result.Summary} and asks to retry in {Spans.Minutes(asked)}");
    }

    private static Attempt Answered(HttpResponseMessage response, Uri source) =>
        (
            response.StatusCode is >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest
                ? Redirected(response, source)
                : response.StatusCode switch
                {
                    HttpStatusCode.NotFound or HttpStatusCode.Gone => Failed(
                        DownloadFault.NotFound,
                        $"{source}: the server does not have it ({(int)response.StatusCode})"
                    ),
                    HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Failed(
                        DownloadFault.Refused,
                        $"{source}: {Answerer(response)} answered {(int)response.StatusCode}",
                        isWorthRepeating: true
                    ),
                    _ => Failed(DownloadFault.Refused, $"{source}: {Answerer(response)} answered {(int)response.StatusCode}"),
                }
        ) with
        {
            Status = response.StatusCode,
        };

    // The last of several redirects is the one that is not followed.
    private static Attempt Redirected(HttpResponseMessage response, Uri source)
    {
        var last = response.RequestMessage?.RequestUri ?? source;
        if (response.Headers.Location is not { } location || !Uri.TryCreate(last, location, out var target))
        {
            return Failed(
                DownloadFault.Refused,
                $"{source}: the server answered {(int)response.StatusCode} and names no address to redirect to"
            );
        }

        var shown = target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return (last.Scheme, target.Scheme) switch
        {
            ("https", "http") => Failed(
                DownloadFault.Refused,
                $"{source}: redirects to {shown}; redirects from https to http are not followed"
            ),
            (_, not ("http" or "https")) => Failed(
                DownloadFault.Refused,
                $"{source}: redirects to {shown}; only http and https can be fetched"
            ),
            _ => Failed(DownloadFault.Refused, $"{source}: redirects in a circle, or more than {MediaHttp.MostRedirects} times"),
        };
    }

    private static string Answerer(HttpResponseMessage response) =>
        ProxyNaming.Of(response) is { } proxy ? $"the server, or the proxy {proxy} on the way to it," : "the server";

    private static string RangeOf(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            return string.Empty;
        }

        return response.Content.Headers.ContentRange is { } range ? $" with {range}" : " and did not say with which bytes";
    }

    public static Attempt Broken(Exception error, Uri source) =>
        error switch
        {
            ProxyException => Failed(
                DownloadFault.Unreachable,
                $"{source.Host} cannot be reached: {error.Message}",
                isWorthRepeating: true
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Failed(
                DownloadFault.Unreachable,
                $"{source.Host} cannot be reached: its name is not known",
                isWorthRepeating: true
            ),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            } => Failed(DownloadFault.Unreachable, $"{source.Host} cannot be reached: {Cause(error)}", isWorthRepeating: true),
            OperationCanceledException { InnerException: TimeoutException } => Failed(
                DownloadFault.Unreachable,
                $"{source.Host} cannot be reached: no connection within {Spans.Seconds(MediaHttp.ConnectTimeout)}",
                isWorthRepeating: true
            ),
            OperationCanceledException => Failed(
                DownloadFault.Interrupted,
                $"{source}: the server sent nothing for too long",
                isWorthRepeating: true
            ),
            _ => Failed(DownloadFault.Interrupted, $"{source}: the transfer was interrupted: {Cause(error)}", isWorthRepeating: true),
        };

    /// <summary>Whether the error comes from the network and not from the caller, the disk or a mistake of ours.</summary>
    public static bool IsNetworkTrouble(Exception error, CancellationToken asked) =>
        error is HttpRequestException or HttpIOException or IOException { InnerException: System.Net.Sockets.SocketException }
        || (error is OperationCanceledException && !asked.IsCancellationRequested);

    private static string Cause(Exception error) => (error.InnerException ?? error).Message.ReplaceLineEndings(" ");
}
