namespace MailFactory.Testing.Foreign;

/// <summary>Stands for an error whose text holds what must not reach a terminal or a runner: the same text, harmless.</summary>
/// <param name="message">The text.</param>
public sealed class ForeignTextException(string message) : Exception(message)
{
    /// <summary>What to throw instead of an error; null when it may be told as it is.</summary>
    public static ForeignTextException? Instead(Exception error) => Instead(error, ForeignTextWriter.IsWorkflow);

    /// <summary>What to throw instead of an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="isWorkflow">Whether a runner of GitHub Actions reads it.</param>
    public static ForeignTextException? Instead(Exception error, bool isWorkflow)
    {
        var text = string.Join('\n', Messages(error));
        var harmless = ForeignText.Lines(text);
        harmless = isWorkflow ? ForeignTextWriter.WithoutCommands(harmless) : harmless;
        return harmless == text ? null : new ForeignTextException(harmless);
    }

    private static IEnumerable<string> Messages(Exception error)
    {
        for (var next = error; next is not null; next = next.InnerException)
        {
            yield return next.Message;
        }
    }
}
