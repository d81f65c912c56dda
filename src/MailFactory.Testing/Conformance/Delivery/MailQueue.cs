using System.Text.Json;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>The guest's Postfix queue, read from <c>postqueue -j</c>: one JSON object per line and message.</summary>
internal static class MailQueue
{
    /// <summary>One line per queued message: its queue, identifier and the reasons of the delay.</summary>
    public static IReadOnlyList<string> Parse(string json)
    {
        var messages = new List<string>();
        foreach (var line in json.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var message = JsonDocument.Parse(line);
            var reasons = message
                .RootElement.GetProperty("recipients")
                .EnumerateArray()
                .Select(recipient =>
                    recipient.GetProperty("address").GetString()
                    + (recipient.TryGetProperty("delay_reason", out var reason) ? $" ({reason.GetString()})" : string.Empty)
                );
            messages.Add(
                $"{message.RootElement.GetProperty("queue_name").GetString()} "
                    + $"{message.RootElement.GetProperty("queue_id").GetString()}: {string.Join(", ", reasons)}"
            );
        }

        return messages;
    }

    /// <summary>The messages in the queue now.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        var result = await context.GuestAsync("postqueue -j", cancellationToken).ConfigureAwait(false);
        return result.IsSuccess
            ? Parse(result.Output)
            : throw new MailProtocolException(
                $"the mail queue cannot be read, as when Postfix is down: postqueue ended with {result.ExitCode}: "
                    + $"{(result.Error + result.Output).Trim()}"
            );
    }

    /// <summary>Waits until nothing is queued and returns what is still there after the time; empty is good.</summary>
    public static async Task<IReadOnlyList<string>> DrainAsync(CheckContext context, TimeSpan limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> left = [];
        // What is left in the queue is the answer.
        await Wait.WhetherAsync(
                async token => (left = await ReadAsync(context, token).ConfigureAwait(false)).Count == 0,
                limit,
                TimeSpan.FromSeconds(1),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);

        return left;
    }
}
