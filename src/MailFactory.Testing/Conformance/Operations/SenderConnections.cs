using MailKit.Net.Smtp;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Opens the connections of those who send at the same time.</summary>
internal static class SenderConnections
{
    /// <summary>Adds logged-in clients of the first account until there are so many; those that are there stay when one fails.</summary>
    public static async Task ConnectSendersAsync(
        this CheckContext context,
        List<SmtpClient> clients,
        int count,
        CancellationToken cancellationToken
    )
    {
        // One after another: QEMU's user network listens with a backlog of one, and a client whose last ACK finds it full believes that
        // it is connected and waits for a greeting that never comes.
        while (clients.Count < count)
        {
            clients.Add(
                await context
                    .Clients.SmtpAsync(context.SubmissionService(), context.Mailboxes.First, cancellationToken)
                    .ConfigureAwait(false)
            );
        }
    }
}
