namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Holds the statements of one answer file against the rules of its format and those of all formats.</summary>
/// <param name="format">The rules of the format.</param>
/// <param name="general">The rules of all formats, of which only the forbidden ones count.</param>
internal sealed class RuleCheck(LintRules format, LintRules general)
{
    /// <summary>The findings; what is missing comes last.</summary>
    public IEnumerable<LintFinding> Check(AnswerDocument document, LintSubject subject)
    {
        var forbidden = format.Forbidden.Concat(general.Forbidden).Where(rule => rule.HoldsFor(subject.Release)).ToList();
        var allowed = format.Allowed.Where(rule => rule.HoldsFor(subject.Release)).ToLookup(rule => rule.Path);
        var commands = document.Scripts.SelectMany(script => script.ToDirectives()).ToList();
        return
        [
            .. document.Directives.SelectMany(directive =>
                Forbidden(directive, forbidden) is { Count: > 0 } findings ? findings : Unknown(directive, [.. allowed[directive.Path]])
            ),
            .. commands.SelectMany(command => Forbidden(command, forbidden)),
            .. format
                .Required.Where(rule =>
                    rule.HoldsFor(subject.Release)
                    && !document.Directives.Concat(commands).Any(directive => rule.IsMetBy(directive, subject.Inputs))
                )
                .Select(rule => new LintFinding(document.File, 0, rule.Rule, rule.Sentence)),
        ];
    }

    private static List<LintFinding> Forbidden(Directive directive, List<ForbiddenDirective> rules) =>
        [
            .. rules
                .Where(rule => rule.Hits(directive))
                .Select(rule => new LintFinding(directive.File, directive.Line, rule.Rule, rule.Sentence)),
        ];

    private static List<LintFinding> Unknown(Directive directive, List<AllowedDirective> known)
    {
        if (known.Any(rule => rule.Takes(directive.Value)))
        {
            return [];
        }

        if (known.Count == 0)
        {
            return
            [
                new LintFinding(
                    directive.File,
                    directive.Line,
                    "unknown",
                    $"'{directive.Path}' is not known to this release's installer, or not to us"
                ),
            ];
        }

        var values = string.Join(" or ", known.Select(rule => rule.Value is "" ? "without a value" : rule.Value));
        return [new LintFinding(directive.File, directive.Line, "value", $"'{directive.Path}' must be {values}")];
    }
}
