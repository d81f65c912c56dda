using System.Net;

namespace MailFactory.Testing.Downloads;

/// <summary>
/// Follows redirects of GET and HEAD to http and https, never from https to http. HttpClient's own following asks an ftp server in
/// HTTP, and throws at an address that makes no sense. One that is not followed is left to the caller, who can say where it leads.
/// </summary>
internal sealed class RedirectFollowing(int most, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var followed = 0; ; followed++)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (followed == most || TargetOf(request.RequestUri!, response) is not { } target)
            {
                return response;
            }

            response.Dispose();
            request.RequestUri = target;
        }
    }

    private static Uri? TargetOf(Uri source, HttpResponseMessage response) =>
        response.StatusCode
            is HttpStatusCode.Moved
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
        && Uri.TryCreate(source, location, out var target)
        && (target.Scheme == Uri.UriSchemeHttps || (target.Scheme == Uri.UriSchemeHttp && source.Scheme == Uri.UriSchemeHttp))
            ? target
            : null;
}
