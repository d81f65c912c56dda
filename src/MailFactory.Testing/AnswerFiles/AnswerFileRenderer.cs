using System.Text.RegularExpressions;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>Renders the answer-file templates (Liquid) of one family from preseeds/.</summary>
/// <param name="templates">The folder that holds one folder of templates per family.</param>
internal sealed partial class AnswerFileRenderer(string templates)
{
    private const string Extension = ".liquid";

    /// <summary>
    /// Renders every template of the family; the result maps the file name without <c>.liquid</c> to its text. Throws
    /// <see cref="AnswerFileException"/> when a value is refused, or a template is missing, malformed, or uses a value that does
    /// not exist.
    /// </summary>
    public IReadOnlyDictionary<string, string> Render(string family, AnswerFileInputs inputs)
    {
        var refused = AnswerFileInputRules.Check(inputs).ToList();
        if (refused.Count > 0)
        {
            throw new AnswerFileException($"values for the answer files of {inputs.Hostname}: {string.Join("; ", refused)}");
        }

        var folder = Path.Combine(templates, family);
        if (!Directory.Exists(folder))
        {
            throw new AnswerFileException($"no answer-file templates for the family '{family}': {folder} does not exist");
        }

        return Directory
            .EnumerateFiles(folder, $"*{Extension}")
            .Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => RenderFile(path, inputs), StringComparer.Ordinal);
    }

    // The engine takes a member of a group that is not there for nothing, without asking whether that was meant.
    private static string RenderFile(string path, AnswerFileInputs inputs)
    {
        var source = File.ReadAllText(path);
        return inputs.Debian is null && UseOfDebian().Match(source) is { Success: true } use
            ? throw new AnswerFileException($"{path}: uses what does not exist: {use.Groups[1].Value}")
            : LiquidText.Render(path, source, inputs);
    }

    [GeneratedRegex(@"\{[{%][^}]*\b(debian\.\w+)")]
    private static partial Regex UseOfDebian();
}
