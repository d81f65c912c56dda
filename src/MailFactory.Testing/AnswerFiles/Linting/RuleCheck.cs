using System.Text.RegularExpressions;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Holds the statements of one answer file against the rules of its format and those of all formats.</summary>
/// <param name="format">The rules of the format.</param>
/// <param name="general">The rules of all formats, of which only the forbidden ones count.</param>
internal sealed class RuleCheck(LintRules format, LintRules general)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    /// <summary>The findings, in the order of the file; what is missing comes last.</summary>
    public IEnumerable<LintFinding> Check(AnswerDocument document, LintSubject subject)
    {
        var lines = document.Scripts.SelectMany(script => script.ToDirectives()).ToList();
        var forbidden = format.Forbidden.Concat(general.Forbidden).Where(rule => rule.HoldsFor(subject.Release)).ToList();
        var allowed = format.Allowed.Where(rule => rule.HoldsFor(subject.Release)).ToLookup(rule => rule.Path);
        foreach (var directive in document.Directives.Concat(lines))
        {
            var broken = forbidden.Where(rule => IsHit(rule, directive)).ToList();
            var unknown = broken.Count > 0 || lines.Contains(directive) ? null : Unknown(directive, allowed[directive.Path].ToList());
            foreach (var (rule, sentence) in broken.Select(rule => (rule.Rule, rule.Sentence)).Concat(unknown is { } finding ? [finding] : []))
            {
                yield return new LintFinding(directive.File, directive.Line, rule, sentence);
            }
        }

        foreach (var rule in format.Required.Where(rule => rule.HoldsFor(subject.Release) && !document.Directives.Concat(lines).Any(directive => IsMet(rule, directive, subject))))
        {
            yield return new LintFinding(document.File, 0, rule.Rule, rule.Sentence);
        }
    }

    private static (string Rule, string Sentence)? Unknown(Directive directive, List<AllowedDirective> known) =>
        known.Count == 0 ? ("unknown", $"'{directive.Path}' is not known to this release's installer, or not to us")
        : known.Any(rule => rule.Value is null || Regex.IsMatch(directive.Value, $"^(?:{rule.Value})\\z", Options)) ? null
        : ("value", $"'{directive.Path}' does not take this value; it must be {string.Join(" or ", known.Select(rule => rule.Value))}");

    private static bool IsHit(ForbiddenDirective rule, Directive directive) =>
        (rule.Path is null || Regex.IsMatch(directive.Path, rule.Path, Options)) && (rule.Value is null || Regex.IsMatch(directive.Value, rule.Value, Options));

    private static bool IsMet(RequiredDirective rule, Directive directive, LintSubject subject) =>
        directive.Path == rule.Path && (rule.Value is null || Regex.IsMatch(directive.Value, Fill(rule.Value, subject.Inputs), Options));

    private static string Fill(string pattern, AnswerFileInputs inputs) => pattern
        .Replace("{user}", Regex.Escape(inputs.User), StringComparison.Ordinal)
        .Replace("{hash}", Regex.Escape(inputs.PasswordHash), StringComparison.Ordinal)
        .Replace("{key}", Regex.Escape(inputs.SshPublicKey), StringComparison.Ordinal)
        .Replace("{disk}", Regex.Escape(inputs.Disk), StringComparison.Ordinal);
}
