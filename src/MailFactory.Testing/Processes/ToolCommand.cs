using System.Buffers;

namespace MailFactory.Testing.Processes;

/// <summary>A program to run to its end: a file name and a list of arguments, never a shell string.</summary>
internal sealed record ToolCommand
{
    /// <summary>Creates a command from a program and its arguments.</summary>
    public static ToolCommand Create(string program, params IEnumerable<string> arguments) =>
        new() { Program = program, Arguments = [.. arguments] };

    /// <summary>The program: a path, or a name that is looked up in PATH.</summary>
    public required string Program { get; init; }

    /// <summary>The arguments, each passed to the program as it is.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The directory to run in; the current one when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// Environment variables set on top of those that <see cref="ChildEnvironment"/> lets through; a null value removes the variable.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Bytes for standard input; an empty input when null.</summary>
    public byte[]? StandardInput { get; init; }

    /// <summary>How long the program may run before its process tree is killed; one minute unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The command as one would type it, for messages and logs.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments.Select(Quote)]);

    private static readonly SearchValues<char> _needsQuotes = SearchValues.Create(" \t\n\"'\\$&;|<>*?()");

    private static string Quote(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(_needsQuotes)
            ? argument
            : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
