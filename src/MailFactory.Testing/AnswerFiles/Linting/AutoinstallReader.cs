using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// Reads Ubuntu's user-data: each leaf of the YAML tree becomes a directive whose path is written with dots, an item of a list with
/// <c>[]</c>; each command of a list of commands is a script.
/// </summary>
internal static class AutoinstallReader
{
    private const string FileName = "user-data";
    private static readonly string[] _commands = ["early-commands", "late-commands", "error-commands"];

    public static AnswerDocument Read(IReadOnlyDictionary<string, string> files)
    {
        var text = files[FileName];
        var findings = new List<LintFinding>();
        var directives = new List<Directive>();
        if (!text.StartsWith("#cloud-config\n", StringComparison.Ordinal))
        {
            findings.Add(new LintFinding(FileName, 1, "syntax", "cloud-init recognises the file only if its first line is #cloud-config"));
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            directives.AddRange(stream.Documents.SelectMany(document => Flatten(document.RootNode, string.Empty)));
        }
        catch (YamlException error)
        {
            findings.Add(new LintFinding(FileName, (int)error.Start.Line, "syntax", error.Message));
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet's scanner throws for a bracket that nobody closes.
            findings.Add(new LintFinding(FileName, 0, "syntax", "this is not YAML; a bracket or a quote may be open"));
        }

        var scripts = directives
            .Where(directive => CommandList(directive.Path) is not null)
            .Select(directive => new ShellScript(FileName, directive.Line, CommandList(directive.Path)!, directive.Value))
            .ToList();
        return new AnswerDocument
        {
            File = FileName,
            Directives = [.. directives.Where(directive => CommandList(directive.Path) is null)],
            Scripts = scripts,
            LastScript = "late-commands",
            Findings = findings,
        };
    }

    private static string? CommandList(string path) =>
        _commands.FirstOrDefault(list => path.StartsWith($"autoinstall.{list}[]", StringComparison.Ordinal));

    private static IEnumerable<Directive> Flatten(YamlNode node, string path) =>
        node switch
        {
            YamlMappingNode map => map.Children.SelectMany(child =>
                Flatten(child.Value, path.Length == 0 ? $"{child.Key}" : $"{path}.{child.Key}")
            ),
            YamlSequenceNode list => list.Children.SelectMany(child => Flatten(child, $"{path}[]")),
            // The text of a block begins in the line after its mark.
            YamlScalarNode { Style: ScalarStyle.Literal } block =>
            [
                new Directive(FileName, (int)block.Start.Line + 1, path, block.Value ?? string.Empty),
            ],
            YamlScalarNode scalar => [new Directive(FileName, (int)scalar.Start.Line, path, scalar.Value ?? string.Empty)],
            _ => [],
        };
}
