using System.Net.Mime;
using MailFactory.Testing.Runs;
using MailFactory.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MailFactory.Web.Serving;

/// <summary>What the site answers.</summary>
/// <param name="layout">The work directory.</param>
/// <param name="feed">The run.</param>
/// <param name="screens">Pictures of machines' screens.</param>
/// <param name="time">The clock.</param>
/// <param name="end">Cancelled when the server ends: browsers that listen are let go.</param>
internal sealed class LiveEndpoints(WorkLayout layout, LiveFeed feed, ScreenDesk screens, TimeProvider time, CancellationToken end)
{
    private static readonly Dictionary<string, string> _assets = new(StringComparer.Ordinal)
    {
        ["live.css"] = "text/css; charset=utf-8",
        ["live.js"] = "text/javascript; charset=utf-8",
        ["report.css"] = "text/css; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    };

    /// <summary>Adds the answers to a server.</summary>
    public void Map(WebApplication site)
    {
        site.MapGet("/", (Delegate)HomeAsync);
        site.MapGet("/machine/{distro}", (Delegate)MachineAsync);
        site.MapGet("/log/{name}", (Delegate)LogAsync);
        site.MapGet("/stream", (Delegate)Stream);
        site.MapGet("/screen/{distro}", (Delegate)ScreenAsync);
        site.MapGet("/assets/{name}", (Delegate)AssetAsync);
        site.MapGet($"{SiteFiles.Prefix}{{**name}}", (Delegate)FileOf);
        site.MapFallback((Delegate)((HttpContext context) => FileAnswer.NotFound($"there is no {context.Request.Path}")));
    }

    private async Task<IResult> HomeAsync(CancellationToken cancellationToken) =>
        Html(LiveHtml.Home(await feed.ReadAsync(cancellationToken).ConfigureAwait(false)));

    private async Task<IResult> MachineAsync(string distro, string? log, CancellationToken cancellationToken)
    {
        var now = await feed.ReadAsync(cancellationToken).ConfigureAwait(false);
        return MachinePage.Of(now, layout, distro, log) is { } machine
            ? Html(LiveHtml.Machine(now, machine))
            : FileAnswer.NotFound($"{distro} is not part of this run");
    }

    private async Task<IResult> LogAsync(string name, CancellationToken cancellationToken)
    {
        var now = await feed.ReadAsync(cancellationToken).ConfigureAwait(false);
        return LogTail.Open(layout, name) is { } log ? Html(LiveHtml.Log(now, log)) : FileAnswer.NotFound($"there is no log {name}");
    }

    private ServerSentEventsResult<string> Stream(string? distro, string? log) =>
        TypedResults.ServerSentEvents(new LiveStream(feed, layout, time).ReadAsync(distro, log, end));

    private async Task<IResult> ScreenAsync(string distro, CancellationToken cancellationToken) =>
        (await feed.ReadAsync(cancellationToken).ConfigureAwait(false)).Page.Rows.Any(row => row.Distro == distro)
        && await screens.TakeAsync(distro, cancellationToken).ConfigureAwait(false) is { } picture
            ? FileAnswer.Of(picture, MediaTypeNames.Image.Png)
            : FileAnswer.NotFound($"there is no picture of the screen of {distro}");

    private static Task<IResult> AssetAsync(string name) =>
        Task.FromResult(
            _assets.TryGetValue(name, out var type) ? Results.Text(LiveHtml.Asset(name), type) : FileAnswer.NotFound($"there is no {name}")
        );

    private IResult FileOf(HttpContext context, string name)
    {
        if (SiteFiles.Find(layout, name) is not var (path, type))
        {
            return FileAnswer.NotFound($"there is no file {name} here");
        }

        // What guests and runs wrote is shown, but it is nothing of this site: it may not even read the site's own pages.
        context.Response.Headers.ContentSecurityPolicy = "sandbox allow-scripts allow-popups; frame-ancestors 'none'";
        return FileAnswer.Of(path, type);
    }

    private static IResult Html(string text) => Results.Text(text, "text/html; charset=utf-8");
}
