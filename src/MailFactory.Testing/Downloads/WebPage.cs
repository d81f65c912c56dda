using System.Text;

namespace MailFactory.Testing.Downloads;

/// <summary>Recognises the pages that servers, proxies and hotel networks send in place of a file, often with the status 200.</summary>
internal static class WebPage
{
    private static readonly string[] _types = ["text/html", "application/xhtml+xml"];
    private static readonly string[] _beginnings = ["<!doctype html", "<!--", "<html", "<head", "<body", "<title", "<meta", "<script"];

    /// <summary>Whether the answer says that it is a web page.</summary>
    public static bool Is(HttpResponseMessage response) =>
        _types.Contains(response.Content.Headers.ContentType?.MediaType, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file begins like a web page, whatever the server calls it.</summary>
    public static bool Is(ReadOnlySpan<byte> beginning)
    {
        var text = Encoding
            .Latin1.GetString(beginning[..Math.Min(beginning.Length, 64)])
            .TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return _beginnings.Any(mark => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }
}
