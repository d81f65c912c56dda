namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>A shell script that is a part of an answer file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line of the file that its first line is, from 1.</param>
/// <param name="Name">What it is called there: <c>%post</c>, <c>late-commands</c>.</param>
/// <param name="Text">The script.</param>
internal sealed record ShellScript(string File, int Line, string Name, string Text)
{
    /// <summary>Its lines as directives, which are named after the script.</summary>
    public IEnumerable<Directive> ToDirectives() =>
        Text.Split('\n')
            .Select((line, index) => new Directive(File, Line + index, $"script {Name}", line.Trim()))
            .Where(line => line.Value.Length > 0);
}
