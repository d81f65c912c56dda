using System.Net;

namespace MailFactory.Testing.Downloads;

/// <summary>
/// Tells the faults of a proxy from those of the host behind it, which HttpClient reports alike. A proxy's address is shown without
/// the user name and password that it may hold.
/// </summary>
internal sealed class ProxyNaming(IWebProxy? proxies, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Advice = "it comes from http_proxy, https_proxy or all_proxy in the environment";

    private static readonly HttpRequestOptionsKey<string> _way = new("proxy");

    /// <summary>The proxy that an answer came through; null when it came straight from the server.</summary>
    public static string? Of(HttpResponseMessage response) =>
        response.RequestMessage is { } request && request.Options.TryGetValue(_way, out var proxy) ? proxy : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (ProxyOf(request) is { } way)
            {
                request.Options.Set(_way, way);
            }

            if (response.StatusCode != HttpStatusCode.ProxyAuthenticationRequired)
            {
                return response;
            }

            response.Dispose();
            throw new ProxyException(WantsPassword(ProxyOf(request) ?? "on the way"), cause: null);
        }
        catch (Exception error) when (IsOnTheWay(error) && !cancellationToken.IsCancellationRequested && ProxyOf(request) is { } proxy)
        {
            throw new ProxyException(Explain(proxy, error), error);
        }
    }

    private static bool IsOnTheWay(Exception error) =>
        error
            is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError
                        or HttpRequestError.NameResolutionError
                        or HttpRequestError.ProxyTunnelError
                }
                or OperationCanceledException { InnerException: TimeoutException };

    private static string Explain(string proxy, Exception error) =>
        error switch
        {
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ProxyTunnelError,
                StatusCode: HttpStatusCode.ProxyAuthenticationRequired
            } => WantsPassword(proxy),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } =>
                $"the proxy {proxy} does not allow connections to it ({(int)status})",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                $"the name of the proxy {proxy} is not known; {Advice}",
            OperationCanceledException => $"the proxy {proxy} does not answer; {Advice}",
            _ => $"the proxy {proxy} does not work: {(error.InnerException ?? error).Message.ReplaceLineEndings(" ")}; {Advice}",
        };

    private static string WantsPassword(string proxy) =>
        $"the proxy {proxy} requires a user name and a password (407): http_proxy=http://USER:PASSWORD@HOST:PORT";

    // After a redirect the request holds the address that was asked last.
    private string? ProxyOf(HttpRequestMessage request) =>
        request.RequestUri is { } target && proxies is not null && !proxies.IsBypassed(target) && proxies.GetProxy(target) is { } proxy
            ? proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : null;
}
