using Spectre.Console;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>The terminal's alternate screen; what was there before comes back when it is disposed.</summary>
internal sealed class FullScreen : IDisposable
{
    private const string Enter = "\u001b[?1049h\u001b[?25l";
    private const string Leave = "\u001b[?25h\u001b[?1049l";

    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;

    public FullScreen(TextWriter output, Terminal terminal)
    {
        _output = output;
        _console = terminal.Open(output);
        Write(Enter);
    }

    /// <summary>Draws the dashboard in the size that the screen has now.</summary>
    public void Draw(DashboardInput input)
    {
        // .NET remembers the size until the terminal tells of another one (SIGWINCH); a terminal without a size says 0.
        var width = Console.WindowWidth is > 0 and var columns ? columns : 80;
        var height = Console.WindowHeight is > 0 and var rows ? rows : 24;
        _console.Profile.Width = width;
        _console.Write(new Painting(DashboardFrame.Render(input, width, height)));
        _output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => Write(Leave);

    private void Write(string text)
    {
        _output.Write(text);
        _output.Flush();
    }
}
