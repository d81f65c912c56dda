using System.Globalization;
using System.Text.RegularExpressions;
using MailFactory.Testing.Mistakes;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.Runs.Known;

/// <summary>One entry of a file with known issues.</summary>
/// <param name="path">The file.</param>
/// <param name="node">The entry.</param>
internal sealed class KnownIssueEntry(string path, YamlNode node)
{
    private static readonly string[] _names =
    [
        "title",
        "link",
        "since",
        "expires",
        "distros",
        "stage",
        "checks",
        "outcome",
        "packages",
        "cause",
        "pattern",
    ];
    private static readonly Dictionary<string, Stage> _stages = Enum.GetValues<Stage>()
        .ToDictionary(stage => stage.ToString(), stage => stage, StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _mistakes = [];

    /// <summary>The issue; null when there are mistakes, which are added to those that were found before.</summary>
    public KnownIssue? Read(List<string> mistakes)
    {
        var issue = node is YamlMappingNode map ? Read(map) : Wrong<KnownIssue>(node, $"an issue has {string.Join(", ", _names)}");
        mistakes.AddRange(_mistakes);
        return _mistakes.Count == 0 ? issue : null;
    }

    private KnownIssue Read(YamlMappingNode map)
    {
        foreach (var name in map.Children.Keys.Where(name => !_names.Contains(Word(name))))
        {
            Wrong<string>(name, WrongValue.Of("key", Word(name), _names));
        }

        var issue = new KnownIssue
        {
            Title = Needed(map, "title"),
            Link = Link(map),
            Since = Day(map, "since"),
            Expires = Day(map, "expires"),
            Distros = List(map, "distros"),
            Stage = StageOf(map),
            Checks = List(map, "checks"),
            Outcome = Text(map, "outcome"),
            Packages = PackagesOf(map),
            Cause = Text(map, "cause"),
            Pattern = PatternOf(map),
            Place = Place(map),
        };
        if (issue is { Distros: [], Stage: null, Checks: [], Outcome: null, Packages: [], Cause: null, Pattern: null })
        {
            Wrong<string>(
                map,
                "it would explain every failure: one of distros, stage, checks, outcome, packages, cause and pattern is wanted"
            );
        }

        return issue;
    }

    private string Link(YamlMappingNode map)
    {
        var link = Needed(map, "link");
        return link.Length == 0 || (Uri.TryCreate(link, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            ? link
            : Wrong<string>(map["link"], $"link: '{link}' is not an address that begins with https://") ?? link;
    }

    private DateOnly Day(YamlMappingNode map, string name)
    {
        var text = Needed(map, name);
        if (text.Length > 0 && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            Wrong<string>(map[name], $"{name}: '{text}' is not a day such as 2026-11-27");
            return default;
        }

        return text.Length == 0 ? default : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private Stage? StageOf(YamlMappingNode map)
    {
        if (Text(map, "stage") is not { } name)
        {
            return null;
        }

        if (_stages.TryGetValue(name, out var stage))
        {
            return stage;
        }

        Wrong<string>(map["stage"], WrongValue.Of("stage", name, _stages.Keys));
        return null;
    }

    private Regex? PatternOf(YamlMappingNode map)
    {
        if (Text(map, "pattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return Wrong<Regex>(map["pattern"], $"pattern: {error.Message}");
        }
    }

    private string Needed(YamlMappingNode map, string name) => Text(map, name) ?? Wrong<string>(map, $"{name} is missing") ?? string.Empty;

    private string? Text(YamlMappingNode map, string name)
    {
        if (!map.Children.TryGetValue(new YamlScalarNode(name), out var value))
        {
            return null;
        }

        return value is YamlScalarNode { Value: { Length: > 0 } text } ? text : Wrong<string>(value, $"{name}: must be a text");
    }

    private string[] List(YamlMappingNode map, string name)
    {
        if (!map.Children.TryGetValue(new YamlScalarNode(name), out var value))
        {
            return [];
        }

        return value is YamlSequenceNode list && list.Children.Count > 0 && list.Children.All(item => Word(item).Length > 0)
            ? [.. list.Children.Select(Word)]
            : Wrong<string[]>(value, $"{name}: must be a list of names, such as [one, two]") ?? [];
    }

    private string[] PackagesOf(YamlMappingNode map)
    {
        var packages = List(map, "packages");
        return packages.FirstOrDefault(package => package.Split(' ') is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong
            ? Wrong<string[]>(map["packages"], $"packages: '{wrong}' is not a name with a version, such as dovecot-core 1:2.4.1") ?? []
            : packages;
    }

    private static string Word(YamlNode value) => (value as YamlScalarNode)?.Value ?? string.Empty;

    private string Place(YamlNode at) => $"{path}({at.Start.Line})";

    private T? Wrong<T>(YamlNode at, string mistake)
        where T : class
    {
        _mistakes.Add($"{Place(at)}: {mistake}");
        return null;
    }
}
