using System.Text.RegularExpressions;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>Makes one sentence out of the lines an installer shows when it is stuck.</summary>
internal static partial class InstallQuestion
{
    private const int LongestQuote = 300;

    /// <summary>A question nobody will answer.</summary>
    public static InstallFinding Asked(IReadOnlyList<string> lines) =>
        new()
        {
            Kind = InstallFailureKind.AskingHuman,
            Cause = $"the installer waits for a person to answer: {Quote(Dialog(lines))}",
            Remedy = "answer the question in the answer file",
        };

    /// <summary>A known failure, with the installer's own words: the line that shows it and what followed.</summary>
    public static InstallFinding Explain(FailurePattern rule, IReadOnlyList<string> lines) =>
        new()
        {
            Kind = rule.Kind,
            Cause = $"{rule.Cause}: {Quote(Dialog(lines))}",
            Remedy = rule.Remedy,
            FailureClass = rule.FailureClass,
        };

    /// <summary>What belongs to the dialog: not the progress lines before it, not the prompt itself.</summary>
    private static IEnumerable<string> Dialog(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        var lastProgress = all.FindLastIndex(line => ProgressLine().IsMatch(line));
        return all.Skip(lastProgress + 1).Where(line => !PromptLine().IsMatch(line));
    }

    private static string Quote(IEnumerable<string> lines)
    {
        var text = string.Join(' ', lines.Select(line => line.Replace("!! ERROR: ", string.Empty, StringComparison.Ordinal).Trim()));
        return ForeignText.Cut(ForeignText.Line(text), LongestQuote);
    }

    [GeneratedRegex(@"\.\.\. \d+%|^Starting system log daemon", RegexOptions.CultureInvariant)]
    private static partial Regex ProgressLine();

    [GeneratedRegex(@"^Prompt: |\[Press enter to continue\]", RegexOptions.CultureInvariant)]
    private static partial Regex PromptLine();
}
