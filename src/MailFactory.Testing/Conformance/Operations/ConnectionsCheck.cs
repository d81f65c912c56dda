using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>A user's telephones and computers can all be connected at once, each with INBOX selected.</summary>
internal sealed class ConnectionsCheck()
    : Check("OPS-06", "Ten IMAP connections of one user", Severity.Major, "RFC 9051 section 5.5", "ten can be open at once")
{
    private const int Wanted = 10;
    private const int Fewest = 2;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var clients = new List<ImapClient>();
        try
        {
            if (await ConnectAsync(context, clients, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                var problem = $"{MailSocket.Name(context.ImapService())}: connection {clients.Count + 1} of one user is refused: {refusal}";
                if (clients.Count < Fewest)
                {
                    problems.Add(problem);
                }
                else
                {
                    problems.Unkept(problem);
                }
            }

            await Task.WhenAll(clients.Select(client => client.NoOpAsync(cancellationToken))).ConfigureAwait(false);
            return problems.Finding($"{clients.Count} connections of one user are open at once, and all of them answer");
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    /// <summary>Opens as many as wanted; why one was refused, or null when none was.</summary>
    private static async Task<string?> ConnectAsync(CheckContext context, List<ImapClient> clients, CancellationToken cancellationToken)
    {
        try
        {
            while (clients.Count < Wanted)
            {
                clients.Add(
                    await context.OpenInboxAsync(context.Mailboxes.Second, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false)
                );
            }

            return null;
        }
        catch (Exception error) when (ServerFault.Describe(error, last: null) is not null)
        {
            return error.Message;
        }
    }
}
