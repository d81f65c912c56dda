using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Nuke.Common.Output;

/// <summary>Keeps warnings and errors for the block at the end.</summary>
internal sealed class WarningsSink(Func<string> runningTarget) : ILogEventSink
{
    private readonly ConcurrentQueue<(LogEventLevel Level, string Text)> _events = new();

    public IReadOnlyCollection<(LogEventLevel Level, string Text)> Events => _events;

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < LogEventLevel.Warning)
        {
            return;
        }

        var text = LogText.Of(logEvent);
        _events.Enqueue((logEvent.Level, runningTarget() is { } target ? $"{target}: {text}" : text));
    }
}
