namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>One thing that is wrong with an answer file.</summary>
/// <param name="File">The file, as one finds it: <c>fedora-41/ks.cfg</c>.</param>
/// <param name="Line">The line in the rendered file, from 1; 0 when it is about the file as a whole.</param>
/// <param name="Rule">The rule's name, such as <c>power-off</c>.</param>
/// <param name="Sentence">What is wrong and why it matters.</param>
internal sealed record LintFinding(string File, int Line, string Rule, string Sentence)
{
    /// <summary>The finding in one line, as compilers print it.</summary>
    public override string ToString() => $"{(Line > 0 ? Place : File)}: {Rule}: {Sentence}";

    private string Place => $"{File}:{Line}";
}
