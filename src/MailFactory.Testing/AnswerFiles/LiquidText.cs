using Fluid;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>Renders the templates of answer files.</summary>
internal static class LiquidText
{
    /// <summary>
    /// Renders a template with the members of a model, named in snake case. Throws <see cref="AnswerFileException"/> that begins
    /// with the template's name when it is malformed or uses a value that does not exist.
    /// </summary>
    public static string Render(string name, string source, object model)
    {
        try
        {
            return StrictLiquid.Render(name, source, model, NullEncoder.Default, Configure);
        }
        catch (FormatException error)
        {
            throw new AnswerFileException(error.Message, error);
        }
    }

    private static void Configure(TemplateOptions options)
    {
        options.ValueConverters.Add(value => value is Uri url ? url.AbsoluteUri : null);
        AnswerFileFilters.AddTo(options.Filters);
    }
}
