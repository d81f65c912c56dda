namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Reads debconf preseeding: one line for each question, owner, name, type and value; and the scripts beside it.</summary>
internal static class PreseedReader
{
    private const string FileName = "preseed.cfg";

    public static AnswerDocument Read(IReadOnlyDictionary<string, string> files)
    {
        var directives = new List<Directive>();
        var findings = new List<LintFinding>();
        foreach (var (line, text) in Lines(files[FileName]))
        {
            var parts = text.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 3)
            {
                findings.Add(new LintFinding(FileName, line, "syntax", "a line needs an owner, a question and a type"));
                continue;
            }

            directives.Add(new Directive(FileName, line, $"{parts[0]} {parts[1]}", string.Join(' ', parts[2..])));
        }

        return new AnswerDocument
        {
            File = FileName,
            Directives = directives,
            Scripts =
            [
                .. files
                    .Where(file => file.Key.EndsWith(".sh", StringComparison.Ordinal))
                    .Select(file => new ShellScript(file.Key, 1, file.Key, file.Value)),
            ],
            LastScript = "late.sh",
            Findings = findings,
        };
    }

    private static IEnumerable<(int Line, string Text)> Lines(string text) =>
        text.Split('\n').Select((line, index) => (index + 1, line.Trim())).Where(line => line.Item2.Length > 0 && line.Item2[0] != '#');
}
