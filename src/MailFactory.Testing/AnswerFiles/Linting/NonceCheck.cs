namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// The nonce proves that everything before it was done, so printing it on the console must be the last thing the last script does.
/// Installers log answer files and the commands in them, so neither the nonce nor the word for a failure may stand in one as it is
/// looked for on the console: only the shell that prints it joins its parts.
/// </summary>
internal static class NonceCheck
{
    public const string Rule = "nonce";
    public const string LiteralRule = "literal-marker";

    public static IEnumerable<LintFinding> Check(AnswerDocument document, LintSubject subject) =>
        [
            .. LastWords(document, subject.Inputs.Nonce),
            .. subject.Files.SelectMany(file => Literals(file.Key, file.Value, subject.Inputs)),
            .. Literals("kernelArguments", subject.KernelArguments, subject.Inputs),
        ];

    // The lines in which something stands that the build looks for on the console or in the log.
    private static IEnumerable<LintFinding> Literals(string file, string text, AnswerFileInputs inputs)
    {
        string[] words = [.. inputs.Nonce.Split(' '), inputs.FailureWord];
        return text.Split('\n')
            .Select((line, index) => (Line: index + 1, Word: words.FirstOrDefault(word => line.Contains(word, StringComparison.Ordinal))))
            .Where(hit => hit.Word is not null)
            .Select(hit => new LintFinding(
                file,
                hit.Line,
                LiteralRule,
                $"'{hit.Word}' is here in one piece, and an installer that logs this line would print it; use sh_joined"
            ));
    }

    private static IEnumerable<LintFinding> LastWords(AnswerDocument document, string nonce)
    {
        if (document.Scripts.LastOrDefault(script => script.Name == document.LastScript) is not { } script)
        {
            yield return new LintFinding(document.File, 0, Rule, $"there is no {document.LastScript}, so nothing can print the nonce");
            yield break;
        }

        var lines = script.ToDirectives().Where(line => line.Value[0] != '#').ToList();
        var index = lines.FindIndex(line => AnswerFileFilters.Joined(line.Value).Contains(nonce, StringComparison.Ordinal));
        if (index < 0 || !script.Text.Contains("/dev/console", StringComparison.Ordinal))
        {
            yield return new LintFinding(
                script.File,
                script.Line,
                Rule,
                $"the last {script.Name} does not print the nonce on /dev/console"
            );
        }
        else if (lines.Skip(index + 1).FirstOrDefault(line => line.Value is not ("done" or "fi") && line.Value[0] != '}') is { } after)
        {
            yield return new LintFinding(after.File, after.Line, Rule, "something happens after the nonce, which the nonce does not prove");
        }
    }
}
