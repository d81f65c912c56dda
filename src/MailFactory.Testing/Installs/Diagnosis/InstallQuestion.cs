using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>Makes one sentence out of the lines an installer shows when it is stuck.</summary>
/// <param name="dialog">How the installer shows it.</param>
internal sealed class InstallQuestion(InstallDialog dialog)
{
    private const int LongestQuote = 300;

    /// <summary>A question nobody will answer.</summary>
    public InstallFinding Asked(IReadOnlyList<string> lines) =>
        new()
        {
            Kind = InstallFailureKind.AskingHuman,
            Cause = $"the installer waits for a person to answer: {Quote(lines)}",
            Remedy = "answer the question in the answer file",
        };

    /// <summary>A known failure, with the installer's own words: the line that shows it and what followed.</summary>
    public InstallFinding Explain(FailurePattern rule, IReadOnlyList<string> lines) =>
        new()
        {
            Kind = rule.Kind,
            Cause = $"{rule.Cause}: {Quote(lines)}",
            Remedy = rule.Remedy,
            FailureClass = rule.FailureClass,
        };

    private string Quote(IReadOnlyList<string> lines) => ForeignText.Cut(ForeignText.Line(dialog.Quote(lines)), LongestQuote);
}
