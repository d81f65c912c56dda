using System.Buffers;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>The pieces that parts of a workflow have in common.</summary>
internal static class WorkflowText
{
    /// <summary>What NUKE calls a pull request, or else a branch, or else a run of its own.</summary>
    private const string DefaultGroup =
        "${{ github.workflow }} @ ${{ github.event.pull_request.head.label || github.head_ref || github.run_id }}";

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(".*!?+[]() ");

    /// <summary>Text in single quotes where YAML or GitHub would read it otherwise.</summary>
    public static string Quoted(string text) => text.AsSpan().ContainsAny(NeedsQuotes) ? InQuotes(text) : text;

    /// <summary>Text in single quotes.</summary>
    public static string InQuotes(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Writes a heading with indented lines below it; nothing when there are none.</summary>
    public static void WriteBlock(this CustomFileWriter writer, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        writer.WriteLine(heading);
        using (writer.Indent())
        {
            all.ForEach(writer.WriteLine);
        }
    }

    /// <summary>Writes which runs exclude each other; false when none do.</summary>
    public static bool WriteConcurrency(this CustomFileWriter writer, string group, bool cancelsInProgress)
    {
        if (string.IsNullOrWhiteSpace(group) && !cancelsInProgress)
        {
            return false;
        }

        string[] cancels = cancelsInProgress ? ["cancel-in-progress: true"] : [];
        writer.WriteBlock("concurrency:", [$"group: {(string.IsNullOrWhiteSpace(group) ? DefaultGroup : group)}", .. cancels]);
        return true;
    }
}
