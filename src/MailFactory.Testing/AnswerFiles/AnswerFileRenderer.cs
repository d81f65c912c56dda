using Fluid;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>Renders the answer-file templates (Liquid) of one family from preseeds/.</summary>
/// <param name="templates">The folder that holds one folder of templates per family.</param>
public sealed class AnswerFileRenderer(string templates)
{
    private const string Extension = ".liquid";
    private static readonly FluidParser _parser = new();

    /// <summary>
    /// Renders every template of the family; the result maps the file name without <c>.liquid</c> to its text. Throws
    /// <see cref="AnswerFileException"/> when a template is missing, malformed, or uses a value that does not exist.
    /// </summary>
    public IReadOnlyDictionary<string, string> Render(string family, AnswerFileInputs inputs)
    {
        var folder = Path.Combine(templates, family);
        if (!Directory.Exists(folder))
        {
            throw new AnswerFileException($"no answer-file templates for the family '{family}': {folder} does not exist");
        }

        return Directory.EnumerateFiles(folder, $"*{Extension}")
            .Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => RenderFile(path, inputs), StringComparer.Ordinal);
    }

    private static string RenderFile(string path, AnswerFileInputs inputs)
    {
        if (!_parser.TryParse(File.ReadAllText(path), out var template, out var error))
        {
            throw new AnswerFileException($"{path}: {error}");
        }

        var missing = new List<string>();
        var options = new TemplateOptions
        {
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.SnakeCase },
            Undefined = name =>
            {
                missing.Add(name);
                return ValueTask.FromResult<Fluid.Values.FluidValue>(Fluid.Values.NilValue.Instance);
            },
        };
        var text = template.Render(new TemplateContext(inputs, options));
        return missing.Count == 0 ? text : throw new AnswerFileException($"{path}: uses what does not exist: {string.Join(", ", missing.Distinct())}");
    }
}
