using MailFactory.Testing.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MailFactory.Web.Serving;

/// <summary>The files of a site that was made before, as they would be published.</summary>
/// <param name="folder">The site's folder.</param>
internal sealed class SiteEndpoints(string folder)
{
    private const string FirstPage = "index.html";

    private static readonly Dictionary<string, string> _types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
        [".xml"] = "application/atom+xml; charset=utf-8",
    };

    /// <summary>Adds the answers to a server.</summary>
    public void Map(WebApplication site)
    {
        site.MapGet("/", (Delegate)((HttpContext context) => FileOf(context, FirstPage)));
        site.MapGet("/{**name}", (Delegate)FileOf);
    }

    private IResult FileOf(HttpContext context, string name)
    {
        var wanted = name.EndsWith('/') ? name + FirstPage : name;
        if (!_types.TryGetValue(Path.GetExtension(wanted), out var type) || FolderContent.Find(folder, wanted) is not { } path)
        {
            return FileAnswer.NotFound($"the site has no {name}");
        }

        // Each page names in itself, by their digests, the styles and scripts that it may use.
        context.Response.Headers.ContentSecurityPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return FileAnswer.Of(path, type);
    }
}
