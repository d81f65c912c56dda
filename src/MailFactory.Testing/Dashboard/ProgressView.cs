using MailFactory.Testing.Foreign;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Dashboard;

/// <summary>Shows how far each distro is. All members may be called from any thread.</summary>
internal abstract class ProgressView : IAsyncDisposable
{
    /// <summary>The view fit for the terminal: a line per distro that is drawn over, or a line per change.</summary>
    /// <param name="output">Where to write; standard output when null.</param>
    /// <param name="terminal">The terminal behind it; that of this process when null.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public static ProgressView Start(TextWriter? output = null, Terminal? terminal = null, TimeProvider? time = null)
    {
        terminal ??= Terminal.Detect();
        output ??= Console.Out;
        time ??= TimeProvider.System;
        return terminal.CanMoveCursor
            ? new LiveProgressView(ForeignTextWriter.Drawing(output), terminal, time)
            : new LineProgressView(output, time);
    }

    /// <summary>Takes the newest state of a distro.</summary>
    public abstract void Report(StageProgressed update);

    /// <summary>Prints a line that stays on the screen.</summary>
    public abstract void Say(string line);

    /// <summary>Ends the display; what it showed last stays on the screen.</summary>
    public abstract ValueTask DisposeAsync();
}
