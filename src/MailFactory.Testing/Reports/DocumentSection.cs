using MailFactory.Testing.Files;

namespace MailFactory.Testing.Reports;

/// <summary>
/// A part of a document between <c>&lt;!-- name:begin --&gt;</c> and <c>&lt;!-- name:end --&gt;</c> that is written by the build.
/// </summary>
internal static class DocumentSection
{
    /// <summary>
    /// The document with the section's text replaced; throws <see cref="FormatException"/> naming a marker that is missing.
    /// </summary>
    public static string Replace(string document, string name, string text)
    {
        var (begin, end) = ($"<!-- {name}:begin -->", $"<!-- {name}:end -->");
        var from = document.IndexOf(begin, StringComparison.Ordinal);
        var to = document.IndexOf(end, StringComparison.Ordinal);
        return from < 0 || to < from
            ? throw new FormatException($"the document has no section between '{begin}' and '{end}'")
            : $"{document[..(from + begin.Length)]}\n{text.TrimEnd('\n')}\n{document[to..]}";
    }

    /// <summary>Replaces the section in a file and returns whether that changed it.</summary>
    public static async Task<bool> WriteAsync(string path, string name, string text, CancellationToken cancellationToken)
    {
        var before = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        var after = Replace(before, name, text);
        if (after != before)
        {
            await AtomicFile.WriteAllTextAsync(path, after, cancellationToken).ConfigureAwait(false);
        }

        return after != before;
    }
}
