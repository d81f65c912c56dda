namespace Nuke.Common.Parameters;

/// <summary>The build was called or configured wrongly; each line says what is wrong and what is allowed.</summary>
internal sealed class UsageException(params IReadOnlyList<string> lines) : Exception(string.Join(Environment.NewLine, lines))
{
    /// <summary>The exit code of a build that was called wrongly.</summary>
    public const int ExitCode = 3;

    public IReadOnlyList<string> Lines { get; } = lines;
}
