namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// The nonce proves that everything before it was done, so printing it on the console must be the last thing the last script does,
/// and it must stand nowhere else, where an installer could print it on its way.
/// </summary>
internal static class NonceCheck
{
    public const string Rule = "nonce";

    public static IEnumerable<LintFinding> Check(AnswerDocument document, LintSubject subject)
    {
        var nonce = subject.Inputs.Nonce;
        if (document.Scripts.LastOrDefault(script => script.Name == document.LastScript) is not { } script)
        {
            yield return new LintFinding(document.File, 0, Rule, $"there is no {document.LastScript}, so nothing can print the nonce");
            yield break;
        }

        var lines = script.ToDirectives().Where(line => line.Value[0] != '#').ToList();
        var index = lines.FindIndex(line => line.Value.Contains(nonce, StringComparison.Ordinal));
        if (index < 0 || !script.Text.Contains("/dev/console", StringComparison.Ordinal))
        {
            yield return new LintFinding(script.File, script.Line, Rule, $"the last {script.Name} does not print the nonce on /dev/console");
        }
        else if (lines.Skip(index + 1).FirstOrDefault(line => line.Value is not ("done" or "fi" or "}")) is { } after)
        {
            yield return new LintFinding(after.File, after.Line, Rule, "something happens after the nonce, which the nonce does not prove");
        }

        if (string.Concat(subject.Files.Values).Split(nonce).Length > 2)
        {
            yield return new LintFinding(document.File, 0, Rule, "the nonce stands in more than one place, and an installer could print it too early");
        }
    }
}
