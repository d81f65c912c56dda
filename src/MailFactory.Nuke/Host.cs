using Nuke.Common.Execution;
using Nuke.Common.Output;
using Serilog.Events;

namespace Nuke.Common;

/// <summary>Where the build runs, and how it talks there.</summary>
public abstract class Host
{
    /// <summary>Makes a host.</summary>
    protected Host() { }

    /// <summary>An environment variable of the build, or null.</summary>
    internal static string Variable(string name) => BuildSession.Current.Surroundings.Variables.GetValueOrDefault(name);

    private static BuildConsole Console => BuildSession.Current.Console;

    /// <inheritdoc/>
    public override string ToString() => GetType().Name;

    /// <summary>Prints the engine's line.</summary>
    protected internal void WriteLogo() =>
        Console.WriteLine(
            $"MailFactory.Nuke {typeof(Host).Assembly.GetName().Version?.ToString(3)}, compatible with NUKE 10.1.0 "
                + $"({Environment.OSVersion.Platform}, .NET {Environment.Version})",
            Style.Dim
        );

    /// <summary>Prints a heading; what is printed until the result is disposed belongs to it.</summary>
    protected internal virtual IDisposable WriteBlock(string text)
    {
        Console.WriteLine();
        Console.WriteLine("╬" + new string('═', text.Length + 5), Style.Strong);
        Console.WriteLine($"║ {text}", Style.Strong);
        Console.WriteLine("╬" + new string('═', Math.Max(text.Length - 4, 2)), Style.Strong);
        Console.WriteLine();
        return new Disposable(() => { });
    }

    /// <summary>Tells the host of a warning, where it shows them in a way of its own.</summary>
    protected internal virtual void ReportWarning(string text, string details = null) { }

    /// <summary>Tells the host of an error, where it shows them in a way of its own.</summary>
    protected internal virtual void ReportError(string text, string details = null) { }

    /// <summary>Whether a line of the log stays out of the console.</summary>
    protected internal virtual bool FilterMessage(string message) => false;

    /// <summary>Prints the warnings and errors of the run once more, but not the failure that the lines above end with.</summary>
    protected internal virtual void WriteErrorsAndWarnings()
    {
        if (BuildSession.Current.JustSaid is { } said)
        {
            ReportError(said);
        }

        var events = BuildSession.Current.Warnings.Where(x => x.Text != BuildSession.Current.JustSaid).ToList();
        if (events.Count == 0)
        {
            return;
        }

        using (WriteBlock("Errors & Warnings"))
        {
            foreach (var (level, text) in events)
            {
                var (mark, style) = ConsoleSink.Mark(level);
                Console.WriteLine($"{Console.Coloured($"[{mark}]", style)} {text}");
                if (level == LogEventLevel.Warning)
                {
                    ReportWarning(text);
                }
                else
                {
                    ReportError(text);
                }
            }
        }
    }

    /// <summary>Prints the table of targets.</summary>
    protected internal virtual void WriteTargetOutcome(INukeBuild build) => SummaryTable.Write(Console, build.ExecutionPlan);

    /// <summary>Prints how the build ended.</summary>
    protected internal virtual void WriteBuildOutcome(INukeBuild build)
    {
        var time = BuildSession.Current.Surroundings.Clock.GetLocalNow();
        Console.WriteLine();
        if (build.IsSucceeding)
        {
            Console.WriteLine($"Build succeeded on {time:yyyy-MM-dd HH:mm:ss}.", Style.Good);
        }
        else
        {
            Console.WriteLine($"Build failed on {time:yyyy-MM-dd HH:mm:ss}.", Style.Bad);
        }
    }
}
