using MailFactory.Testing.Distros;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Our own look at rendered answer files, which needs no tool.</summary>
/// <param name="rules">The folder with the rules, one file a format: preseeds/linting.</param>
internal sealed class AnswerFileLinter(string rules)
{
    private static readonly Dictionary<AnswerFileFormat, Func<IReadOnlyDictionary<string, string>, AnswerDocument>> _readers = new()
    {
        [AnswerFileFormat.Preseed] = PreseedReader.Read,
        [AnswerFileFormat.Kickstart] = KickstartReader.Read,
        [AnswerFileFormat.Autoinstall] = AutoinstallReader.Read,
        [AnswerFileFormat.AutoYast] = AutoYastReader.Read,
    };

    private readonly Dictionary<AnswerFileFormat, LintRules> _rules = _readers.Keys.ToDictionary(
        format => format,
        format => LintRules.Load(Path.Combine(rules, $"{format.ToString().ToLowerInvariant()}.json"))
    );

    /// <summary>The rules of all formats.</summary>
    public LintRules General { get; } = LintRules.Load(Path.Combine(rules, "all.json"));

    /// <summary>The rules of a format.</summary>
    public LintRules RulesOf(AnswerFileFormat format) => _rules[format];

    /// <summary>What the reader of a format makes of the files.</summary>
    public static AnswerDocument Read(LintSubject subject) => _readers[subject.Format](subject.Files);

    /// <summary>Everything that is wrong with the files of one distro.</summary>
    public IReadOnlyList<LintFinding> Lint(LintSubject subject)
    {
        var document = Read(subject);
        IEnumerable<LintFinding> findings =
        [
            .. document.Findings,
            .. new RuleCheck(RulesOf(subject.Format), General).Check(document, subject),
            .. NonceCheck.Check(document, subject),
        ];
        return [.. findings.Select(finding => finding with { File = $"{subject.Distro}/{finding.File}" })];
    }
}
