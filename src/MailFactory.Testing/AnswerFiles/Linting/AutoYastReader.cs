using System.Xml;
using System.Xml.Linq;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// Reads an AutoYaST profile: each leaf becomes a directive whose path is written with slashes and ends with its config:type where it
/// has one (<c>general/mode/halt:boolean</c>), as YaST reads a boolean without its type as a string; each source of a script is a script.
/// </summary>
internal static class AutoYastReader
{
    private const string FileName = "autoinst.xml";
    private static readonly XNamespace _profile = "http://www.suse.com/1.0/yast2ns";
    private static readonly XNamespace _config = "http://www.suse.com/1.0/configns";

    public static AnswerDocument Read(IReadOnlyDictionary<string, string> files)
    {
        var directives = new List<Directive>();
        var scripts = new List<ShellScript>();
        var findings = new List<LintFinding>();
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(files[FileName]),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore }
            );
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            if (root.Name != _profile + "profile")
            {
                findings.Add(
                    new LintFinding(FileName, LineOf(root), "syntax", $"the root is {root.Name} instead of {_profile + "profile"}")
                );
            }

            foreach (var leaf in root.Descendants().Where(element => !element.HasElements))
            {
                if (leaf.Name.LocalName == "source")
                {
                    scripts.Add(
                        new ShellScript(FileName, LineOf(leaf) + LeadingLines(leaf.Value), ScriptName(leaf), leaf.Value.TrimStart('\n'))
                    );
                }
                else
                {
                    directives.Add(new Directive(FileName, LineOf(leaf), PathOf(leaf), leaf.Value));
                }
            }
        }
        catch (XmlException error)
        {
            findings.Add(new LintFinding(FileName, error.LineNumber, "syntax", error.Message));
        }

        return new AnswerDocument
        {
            File = FileName,
            Directives = directives,
            Scripts = scripts,
            LastScript = "pre-scripts",
            Findings = findings,
        };
    }

    private static string PathOf(XElement leaf) =>
        string.Join(
            '/',
            leaf.AncestorsAndSelf()
                .Reverse()
                .Skip(1)
                .Select(element =>
                    element.Attribute(_config + "type") is { } type && (type.Value == "list" || element == leaf)
                        ? $"{element.Name.LocalName}:{type.Value}"
                        : element.Name.LocalName
                )
        );

    private static string ScriptName(XElement source) => source.Parent?.Parent?.Name.LocalName ?? "script";

    private static int LineOf(IXmlLineInfo element) => element.LineNumber;

    private static int LeadingLines(string text) => text.Length - text.TrimStart('\n').Length;
}
