using System.Reflection;
using Nuke.Common;
using Nuke.Common.Parameters;

namespace MailFactory.Build.Tests.Documents;

/// <summary>What must hold for the documents; each rule returns its violations, one sentence each.</summary>
/// <param name="build">The class of the build that the documents are about.</param>
internal sealed class DocumentRules(Type build)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const int MostLinesOfReadme = 250;
    private const string WorkflowRuns = "../../actions/workflows/";
    private const string Badge = "/badge.svg";

    // What the pages say of other programs: restore.sh of a released image, ssh, the shell's dotnet run; and any name that stands for all.
    private static readonly string[] _otherPrograms = ["--expand", "--no-build", "--name"];

    private readonly ParameterSet _parameters = new(build);
    private readonly IReadOnlyList<string> _targets =
    [
        .. build
            .GetInterfaces()
            .Prepend(build)
            .SelectMany(type => type.GetProperties(Declared))
            .Where(property => property.PropertyType == typeof(Target))
            .Select(property => property.Name)
            .Distinct(),
    ];

    /// <summary>The build's targets.</summary>
    public IReadOnlyList<string> Targets => _targets;

    /// <summary>Every relative link leads to a file, and to a heading in it if it names one.</summary>
    public static IEnumerable<string> Links(Document document)
    {
        foreach (var link in document.Links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var parts = link.Split('#', 2);
            var file = FileOf(document, parts[0]);
            if (parts[0].Length > 0 && !Path.Exists(file))
            {
                yield return $"{document.Path}: {link} leads to no file";
            }
            else if (parts is [_, var anchor] && !(file == document.Path ? document : Document.Read(file)).Anchors.Contains(anchor))
            {
                yield return $"{document.Path}: {link} names no heading of its file";
            }
        }
    }

    // GitHub has a workflow's runs and badge beside the repository's files; there has to be that workflow here.
    private static string FileOf(Document document, string link)
    {
        var folder = Path.GetDirectoryName(document.Path)!;
        if (!link.StartsWith(WorkflowRuns, StringComparison.Ordinal))
        {
            return link.Length == 0 ? document.Path : Path.Combine(folder, link);
        }

        var name = link[WorkflowRuns.Length..];
        return Path.Combine(folder, ".github", "workflows", name.EndsWith(Badge, StringComparison.Ordinal) ? name[..^Badge.Length] : name);
    }

    /// <summary>Every command of the build would be taken by its strict command line.</summary>
    public IEnumerable<string> Commands(Document document) =>
        from command in document.Commands
        from error in CommandLine.Parse(command.Split(' ', StringSplitOptions.RemoveEmptyEntries), _parameters, _targets).Errors
        select $"{document.Path}: ./build.sh {command}: {error}";

    /// <summary>Every option that the text names is one of the build.</summary>
    public IEnumerable<string> Options(Document document) =>
        document
            .Options.Where(option => !_otherPrograms.Contains(option) && _parameters.FindOption(option) is null)
            .Select(option => $"{document.Path}: there is no option {option}");

    /// <summary>A README that is read to its end.</summary>
    public static IEnumerable<string> Length(Document readme) =>
        readme.Lines.Count > MostLinesOfReadme ? [$"{readme.Path}: {readme.Lines.Count} lines, {MostLinesOfReadme} at most"] : [];
}
