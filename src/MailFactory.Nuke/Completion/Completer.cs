using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Output;
using Nuke.Common.Parameters;

namespace Nuke.Common.Completion;

/// <summary>Finds what could stand where the cursor is.</summary>
internal sealed class Completer(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets)
{
    /// <summary>The first argument of a call by a shell; all others are the words typed so far, up to the cursor.</summary>
    public const string Option = "--shell-completion";

    private readonly ParameterSet _parameters = session.Parameters.Parameters;

    /// <summary>The candidates for the last word, which may be empty, after the others.</summary>
    public IEnumerable<Candidate> Complete(IReadOnlyList<string> words)
    {
        var word = words.Count == 0 ? string.Empty : words[^1];
        var line = CommandLine.Parse(words.SkipLast(1), _parameters, [.. targets.Select(x => x.Name)]);
        if (word.StartsWith('-') && word.Split('=', 2) is [var option, var start])
        {
            return StartingWith(start, Values(_parameters.FindOption(option), line))
                .Select(x => x == Candidate.Files ? x : x with { Text = $"{option}={x.Text}" });
        }

        if (word.StartsWith('-'))
        {
            return StartingWith(word, Options(line));
        }

        return StartingWith(word, line.Awaiting is { } parameter ? Values(parameter, line) : Targets(line));
    }

    private static IEnumerable<Candidate> StartingWith(string start, IEnumerable<Candidate> candidates) =>
        candidates.Where(x => x == Candidate.Files || x.Text.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Parameters that are not on the line yet; arrays may come again.</summary>
    private IEnumerable<Candidate> Options(CommandLine line) =>
        _parameters
            .All.Where(x => x.Attribute.List && (x.IsArray || line.ValuesOf(x) is null))
            .OrderBy(x => x.IsBuiltIn)
            .Select(x => new Candidate(x.Option, HelpText.Describe(x, targets)));

    private IEnumerable<Candidate> Targets(CommandLine line) =>
        targets
            .Where(x => x.Listed && !line.Targets.Contains(x.Name, StringComparer.OrdinalIgnoreCase))
            .Select(x => new Candidate(x.Name, x.Description));

    private IEnumerable<Candidate> Values(ParameterDefinition parameter, CommandLine line)
    {
        if (parameter is null)
        {
            return [];
        }

        if (parameter.ElementType == typeof(AbsolutePath))
        {
            return [Candidate.Files];
        }

        var given = line.ValuesOf(parameter) ?? [];
        return ValueTexts(parameter).Except(given, StringComparer.OrdinalIgnoreCase).Select(x => new Candidate(x, string.Empty));
    }

    private IEnumerable<string> ValueTexts(ParameterDefinition parameter) =>
        parameter switch
        {
            { IsBuiltIn: true, Name: nameof(BuiltInParameters.Target) or nameof(BuiltInParameters.Skip) } => targets
                .Where(x => x.Listed)
                .Select(x => x.Name),
            { IsBuiltIn: true, Name: nameof(BuiltInParameters.Host) } => HostChoice.Names,
            { IsBuiltIn: true, Name: nameof(BuiltInParameters.Profile) } => (session.RootDirectory / ".nuke")
                .GetFiles("parameters.*.json")
                .Select(x => x.Name.Split('.')[1]),
            { ElementType.IsEnum: true } => Enum.GetNames(parameter.ElementType).Select(ParameterNames.Dashed),
            _ => ValueSets.Offered(parameter, build),
        };
}
