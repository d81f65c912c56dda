using Serilog.Events;
using Serilog.Formatting;

namespace Nuke.Common.Output;

/// <summary>One line <c>HH:mm:ss.fff | I | target | message</c> per event in log files; without the time where runs are compared.</summary>
internal sealed class LogFileFormatter(SecretMask mask, Func<string> runningTarget, bool withTime) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var time = withTime ? $"{logEvent.Timestamp:HH:mm:ss.fff} | " : string.Empty;
        var message = mask.Apply(LogText.Of(logEvent));
        output.WriteLine($"{time}{logEvent.Level.ToString()[0]} | {runningTarget() ?? string.Empty, -20} | {message}");
        if (logEvent.Exception is { } exception)
        {
            output.WriteLine(mask.Apply(exception.ToString()));
        }
    }
}
