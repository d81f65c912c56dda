using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace MailFactory.Testing.Files;

/// <summary>Renders Liquid templates strictly: what does not exist is an error, not nothing.</summary>
internal static class StrictLiquid
{
    private static readonly FluidParser _parser = new();

    /// <summary>
    /// Renders a template with the members of a model, named in snake case; throws <see cref="FormatException"/> that begins with the
    /// template's name when it is malformed or uses a value that does not exist.
    /// </summary>
    /// <param name="name">The template's name.</param>
    /// <param name="source">Its text.</param>
    /// <param name="model">What it is rendered with.</param>
    /// <param name="encoder">Encodes what it puts out.</param>
    /// <param name="configure">Adds filters and converters.</param>
    public static string Render(string name, string source, object model, TextEncoder encoder, Action<TemplateOptions> configure)
    {
        if (!_parser.TryParse(source, out var template, out var error))
        {
            throw new FormatException($"{name}: {error}");
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
        configure(options);
        var text = template.Render(new TemplateContext(model, options), encoder);
        return missing.Count == 0
            ? text
            : throw new FormatException($"{name}: uses what does not exist: {string.Join(", ", missing.Distinct())}");
    }
}
