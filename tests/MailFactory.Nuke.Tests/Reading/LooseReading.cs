namespace MailFactory.Nuke.Tests.Reading;

/// <summary>
/// NUKE's own reading of a command line: what starts with a dash is a name, all up to the next one are its values, and the last one of a
/// name counts.
/// </summary>
internal sealed class LooseReading
{
    public LooseReading(IReadOnlyList<string> arguments)
    {
        Targets = [.. arguments.TakeWhile(x => !x.StartsWith('-'))];
        for (var i = Targets.Count; i < arguments.Count; )
        {
            var values = arguments.Skip(i + 1).TakeWhile(x => !x.StartsWith('-')).ToList();
            Values[arguments[i].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()] = values;
            i += values.Count + 1;
        }
    }

    public IReadOnlyList<string> Targets { get; }

    public Dictionary<string, IReadOnlyList<string>> Values { get; } = [];
}
