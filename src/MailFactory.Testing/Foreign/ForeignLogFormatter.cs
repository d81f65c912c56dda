using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace MailFactory.Testing.Foreign;

/// <summary>Events as lines of a log file that people look at in a terminal: harmless, and without secrets.</summary>
internal sealed class ForeignLogFormatter : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _lines = new(
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}",
        CultureInfo.InvariantCulture
    );

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _lines.Format(logEvent, text);
        output.Write(SecretShapes.Remove(ForeignText.Lines(text.ToString())));
    }
}
