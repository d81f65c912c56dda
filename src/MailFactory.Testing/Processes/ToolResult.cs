using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Processes;

/// <summary>What a program left behind when it ended by itself.</summary>
/// <param name="Command">The command that was run.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="StandardOutput">Standard output, decoded as UTF-8.</param>
/// <param name="StandardError">Standard error, decoded as UTF-8.</param>
/// <param name="Duration">How long it ran.</param>
internal sealed record ToolResult(ToolCommand Command, int ExitCode, string StandardOutput, string StandardError, TimeSpan Duration)
{
    private const int LongestLine = 300;

    /// <summary>Whether the exit code is zero.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>This result, or a <see cref="ToolException"/> that tells the whole story when the exit code is not zero.</summary>
    public ToolResult EnsureSuccess() =>
        IsSuccess
            ? this
            : throw new ToolException($"{Command.Program} ended with exit code {ExitCode}: {LastLines()}\n  command: {Command}");

    private string LastLines()
    {
        var text = StandardError.Trim().Length > 0 ? StandardError : StandardOutput;
        return string.Join(
            " | ",
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .TakeLast(3)
                .Select(line => ForeignText.Cut(line, LongestLine))
        );
    }
}
