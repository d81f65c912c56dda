namespace MailFactory.Build.Tests.CommandLines;

/// <summary>A command line, and what both engines must make of it.</summary>
/// <param name="Arguments">The words after <c>./build.sh</c>; <c>{work}</c> stands for an empty work directory.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Sentence">A part of what is printed, on either stream.</param>
public sealed record CommandLineCase(string[] Arguments, int ExitCode, string Sentence)
{
    /// <summary>Whether standard output is a JSON document and nothing else.</summary>
    public bool IsDocument { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        Arguments.Length == 0
            ? "(nothing)"
            : string.Join(' ', Arguments.Select(word => word.Length == 0 || word.Contains(' ') ? $"'{word}'" : word));
}
