using System.Globalization;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>How much room there is for Postfix's queue, in bytes.</summary>
/// <param name="Needed">With less than this free Postfix takes no mail; zero when it takes mail with any.</param>
/// <param name="Free">What is free for Postfix on the queue's file system.</param>
internal sealed record QueueRoom(long Needed, long Free)
{
    // postconf(5), queue_minfree; the SMTP server also wants one and a half times the longest message.
    private const string Ask =
        "postconf -h message_size_limit queue_minfree && df -B1 --output=avail \"$(postconf -h queue_directory)\" | tail -n 1";

    /// <summary>Asks Postfix and the file system.</summary>
    public static async Task<QueueRoom> ReadAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var answer = (await context.GuestAsync(Ask, cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output;
        var numbers = answer
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => long.TryParse(line, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : (long?)null)
            .ToList();
        return numbers is [{ } limit, { } least, { } free]
            ? new QueueRoom(Math.Max(limit / 2 * 3, least), free)
            : throw new MailProtocolException(
                $"Postfix and df do not tell message_size_limit, queue_minfree and the free bytes but: {answer.Trim()}"
            );
    }
}
