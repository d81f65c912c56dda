using Microsoft.AspNetCore.Http;

namespace MailFactory.Web.Serving;

/// <summary>Who may read the page: a browser that was given the token, asking this host by its own name, from no other site.</summary>
/// <param name="address">Where the page is served.</param>
/// <param name="token">What opens it.</param>
internal sealed class AccessRule(LiveAddress address, AccessToken token)
{
    /// <summary>The parameter of the first address that is opened.</summary>
    public const string Parameter = "token";

    private static readonly (string Name, string Value)[] _headers =
    [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>Answers what must not be served, and lets everything else through.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, value) in _headers)
        {
            context.Response.Headers[name] = value;
        }

        if (Refusal(context.Request) is var (status, reason))
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{reason}\n", context.RequestAborted).ConfigureAwait(false);
            return;
        }

        if (context.Request.Query.ContainsKey(Parameter))
        {
            // The token leaves the address bar and the history; from now on the cookie opens the page.
            context.Response.Cookies.Append(CookieOf(context.Request), token.ToString(), _cookie);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"/{context.Request.Path.ToUriComponent().TrimStart('/')}";
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    private static readonly CookieOptions _cookie = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };

    private (int Status, string Reason)? Refusal(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method))
        {
            return (StatusCodes.Status405MethodNotAllowed, "this page is read-only");
        }

        if (!address.IsOurs(request.Host.Host))
        {
            return (StatusCodes.Status421MisdirectedRequest, $"this server is not {request.Host.Host}");
        }

        if (IsFromElsewhere(request))
        {
            return (StatusCodes.Status403Forbidden, "pages of other sites may not read this one");
        }

        var given = request.Query.TryGetValue(Parameter, out var values) ? values.ToString() : request.Cookies[CookieOf(request)];
        return token.Is(given)
            ? null
            : (StatusCodes.Status401Unauthorized, "open the address that Watch --web printed: the token in it opens this page");
    }

    // A link that somebody follows is fine, what another site's page loads is not (https://www.w3.org/TR/fetch-metadata/).
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        && request.Headers["Sec-Fetch-Mode"].ToString() != "navigate";

    // Cookies know no ports: two pages on one host must not overwrite each other's.
    private static string CookieOf(HttpRequest request) => $"mail-factory-{request.Host.Port ?? 80}";
}
