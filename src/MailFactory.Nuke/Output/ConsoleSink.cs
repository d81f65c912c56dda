using Serilog.Core;
using Serilog.Events;

namespace Nuke.Common.Output;

/// <summary>Prints log events as <c>09:15:24 [INF] message</c>; exceptions with their stacks only if wanted.</summary>
internal sealed class ConsoleSink(BuildConsole console, Func<bool> wantsStack) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        var (mark, style) = Mark(logEvent.Level);
        var text = LogText.Of(logEvent);
        console.WriteLine($"{logEvent.Timestamp:HH:mm:ss} {console.Coloured($"[{mark}]", style)} {text}");
        if (logEvent.Exception is { } exception && wantsStack())
        {
            console.WriteLine(exception.ToString(), Style.Dim);
        }
    }

    public static (string Mark, string Style) Mark(LogEventLevel level) =>
        level switch
        {
            LogEventLevel.Verbose => ("VRB", Style.Dim),
            LogEventLevel.Debug => ("DBG", Style.Dim),
            LogEventLevel.Information => ("INF", Style.Good),
            LogEventLevel.Warning => ("WRN", Style.Warning),
            LogEventLevel.Error => ("ERR", Style.Bad),
            _ => ("FTL", Style.Bad),
        };
}
