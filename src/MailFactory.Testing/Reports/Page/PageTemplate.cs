using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Reports.Page;

/// <summary>
/// Renders the pages' templates. Whatever a template puts out is HTML-encoded, unless the template itself calls it finished
/// HTML; a value that does not exist is an error.
/// </summary>
internal static class PageTemplate
{
    private static readonly FluidParser _parser = new();

    // Letters of all languages stay readable in the source of the page; what HTML gives a meaning is encoded in any case.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Renders a template of this folder with the members of a model, named in snake case.</summary>
    public static string Render(string name, object model) => Render(name, ReportResources.Text($"Reports/Page/{name}.liquid"), model);

    /// <summary>Renders a template with the members of a model, named in snake case.</summary>
    public static string Render(string name, string source, object model)
    {
        if (!_parser.TryParse(source, out var template, out var error))
        {
            throw new InvalidOperationException($"{name}.liquid: {error}");
        }

        var missing = new List<string>();
        var options = new TemplateOptions
        {
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.SnakeCase },
            Undefined = member =>
            {
                missing.Add(member);
                return ValueTask.FromResult<FluidValue>(NilValue.Instance);
            },
        };
        // HTML has no way to write most control characters, which wire logs and consoles are full of.
        options.ValueConverters.Add(value => value is string foreign ? ForeignText.Lines(foreign) : null);
        var text = template.Render(new TemplateContext(model, options), _encoder);
        return missing.Count == 0
            ? text
            : throw new InvalidOperationException($"{name}.liquid uses what does not exist: {string.Join(", ", missing.Distinct())}");
    }
}
