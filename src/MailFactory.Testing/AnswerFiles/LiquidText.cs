using Fluid;
using Fluid.Values;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>Renders Liquid templates strictly: what does not exist is an error, not nothing.</summary>
internal static class LiquidText
{
    private static readonly FluidParser _parser = new();

    /// <summary>
    /// Renders a template with the members of a model, named in snake case. Throws <see cref="AnswerFileException"/> that begins
    /// with the template's name when it is malformed or uses a value that does not exist.
    /// </summary>
    public static string Render(string name, string source, object model)
    {
        if (!_parser.TryParse(source, out var template, out var error))
        {
            throw new AnswerFileException($"{name}: {error}");
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
        options.ValueConverters.Add(value => value is Uri url ? url.AbsoluteUri : null);
        AnswerFileFilters.AddTo(options.Filters);
        var text = template.Render(new TemplateContext(model, options));
        return missing.Count == 0
            ? text
            : throw new AnswerFileException($"{name}: uses what does not exist: {string.Join(", ", missing.Distinct())}");
    }
}
