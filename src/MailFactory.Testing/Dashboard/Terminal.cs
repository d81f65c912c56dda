using Spectre.Console;

namespace MailFactory.Testing.Dashboard;

/// <summary>What the terminal behind standard output can do.</summary>
/// <param name="CanMoveCursor">Whether lines can be drawn over again; not so for pipes, files and dumb terminals.</param>
/// <param name="HasColor">Whether colours are wanted (https://no-color.org).</param>
internal sealed record Terminal(bool CanMoveCursor, bool HasColor)
{
    /// <summary>The terminal of this process.</summary>
    public static Terminal Detect() => Detect(Environment.GetEnvironmentVariable, Console.IsOutputRedirected);

    /// <summary>The terminal told by environment variables; a process without TERM has none.</summary>
    public static Terminal Detect(Func<string, string?> variable, bool isRedirected)
    {
        var name = variable("TERM");
        var canMoveCursor =
            !isRedirected && (OperatingSystem.IsWindows() || !string.IsNullOrEmpty(name)) && name is not ("dumb" or "unknown");
        return new Terminal(canMoveCursor, canMoveCursor && string.IsNullOrEmpty(variable("NO_COLOR")));
    }

    /// <summary>A console that draws lines over again, in the colours that are wanted.</summary>
    public IAnsiConsole Open(TextWriter output) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.Yes,
                Out = new AnsiConsoleOutput(output),
            }
        );
}
