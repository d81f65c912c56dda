using System.Net;

namespace MailFactory.Testing.Media;

/// <summary>One attempt at a file.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="IsWorthRepeating">Whether another attempt may end otherwise.</param>
internal sealed record Attempt(DownloadResult Result, bool IsWorthRepeating = false)
{
    /// <summary>Whether the bytes on disk must be forgotten first.</summary>
    public bool NeedsNewBeginning { get; private init; }

    /// <summary>How long the server asks to be left alone (RFC 9110, 10.2.3); null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static Attempt Failed(DownloadFault fault, string summary, bool isWorthRepeating = false) =>
        new(new DownloadResult { Fault = fault, Summary = summary }, isWorthRepeating);

    public static Attempt NewBeginning(string why) => Failed(DownloadFault.Interrupted, why, isWorthRepeating: true) with { NeedsNewBeginning = true };

    public static Attempt Page(Uri source) =>
        Failed(DownloadFault.WebPage, $"{source}: the server sent a web page where a file was expected; open the URL in a browser to see what it says");

    public static Attempt Answered(HttpResponseMessage response, Uri source, TimeProvider time, TimeSpan longestWait)
    {
        var attempt = Answered(response, source);
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } span } => span,
            { Date: { } moment } => moment - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return !attempt.IsWorthRepeating || wait is not { } asked ? attempt
            : asked <= longestWait ? attempt with { RetryAfter = asked < TimeSpan.Zero ? TimeSpan.Zero : asked }
            : Failed(DownloadFault.Refused, $"{attempt.Result.Summary} and asks to come back in {asked.TotalMinutes:0} min");
    }

    private static Attempt Answered(HttpResponseMessage response, Uri source) => response switch
    {
        { StatusCode: >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest, Headers.Location: { } location } when new Uri(source, location).Scheme != source.Scheme =>
            Failed(DownloadFault.Refused, $"{source}: redirects to {location}, and from https to http nobody is followed"),
        { StatusCode: >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest } =>
            Failed(DownloadFault.Refused, $"{source}: redirects in a circle, or more than {MediaHttp.MostRedirects} times"),
        _ => Answered(response.StatusCode, source),
    };

    private static Attempt Answered(HttpStatusCode status, Uri source) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => Failed(DownloadFault.NotFound, $"{source}: the server does not have it ({(int)status})"),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
            Failed(DownloadFault.Refused, $"{source}: the server answered {(int)status}", isWorthRepeating: true),
        _ => Failed(DownloadFault.Refused, $"{source}: the server answered {(int)status}"),
    };

    public static Attempt Broken(Exception error, Uri source) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            Failed(DownloadFault.Unreachable, $"{source.Host} cannot be reached: its name is not known", isWorthRepeating: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } =>
            Failed(DownloadFault.Unreachable, $"{source.Host} cannot be reached: {Cause(error)}", isWorthRepeating: true),
        OperationCanceledException { InnerException: TimeoutException } =>
            Failed(DownloadFault.Unreachable, $"{source.Host} cannot be reached: no connection within {MediaHttp.ConnectTimeout.TotalSeconds:0} s", isWorthRepeating: true),
        OperationCanceledException => Failed(DownloadFault.Interrupted, $"{source}: the server sent nothing for too long", isWorthRepeating: true),
        _ => Failed(DownloadFault.Interrupted, $"{source}: the transfer broke off: {Cause(error)}", isWorthRepeating: true),
    };

    /// <summary>Whether the error comes from the network and not from the caller, the disk or a mistake of ours.</summary>
    public static bool IsNetworkTrouble(Exception error, CancellationToken asked) =>
        error is HttpRequestException or HttpIOException or IOException { InnerException: System.Net.Sockets.SocketException }
        || (error is OperationCanceledException && !asked.IsCancellationRequested);

    private static string Cause(Exception error) => (error.InnerException ?? error).Message.ReplaceLineEndings(" ");
}
