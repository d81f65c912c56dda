using System.Text.Encodings.Web;
using System.Text.Unicode;
using MailFactory.Testing.Files;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Reports.Page;

/// <summary>
/// Renders the pages' templates. Whatever a template puts out is HTML-encoded, unless the template itself calls it finished
/// HTML; a value that does not exist is an error.
/// </summary>
internal static class PageTemplate
{
    // Letters of all languages stay readable in the source of the page; what HTML gives a meaning is encoded in any case.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Renders a template of this folder with the members of a model, named in snake case.</summary>
    public static string Render(string name, object model) => Render(name, ReportResources.Text($"Reports/Page/{name}.liquid"), model);

    /// <summary>Renders a template with the members of a model, named in snake case.</summary>
    public static string Render(string name, string source, object model) =>
        StrictLiquid.Render(
            $"{name}.liquid",
            source,
            model,
            _encoder,
            // HTML has no way to write most control characters, which wire logs and consoles are full of.
            options => options.ValueConverters.Add(value => value is string foreign ? ForeignText.Lines(foreign) : null)
        );
}
