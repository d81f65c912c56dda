using MailFactory.Testing.Runs;
using MailKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>
/// Every account has an INBOX; this project's own servers also have a namespace, and Junk, Sent and Trash with their special use.
/// </summary>
internal sealed class ImapNamespaceCheck()
    : Check(
        "IMAP-05",
        "INBOX, namespace and special-use mailboxes",
        Severity.Major,
        "RFC 9051 sections 5.1 and 6.3.9",
        "a personal namespace (RFC 2342), and Junk, Sent and Trash marked for their use (RFC 6154)"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        using var client = await context
            .Clients.ImapAsync(context.ImapService(), context.Mailboxes.First, cancellationToken)
            .ConfigureAwait(false);
        var problems = new Problems(context);

        // INBOX is asked for by its name: it may lie outside the personal namespace, whose mailboxes may all begin with "INBOX/".
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        if (!client.Inbox.Exists)
        {
            problems.Add("INBOX is not listed");
        }

        if (client.PersonalNamespaces.Count == 0)
        {
            problems.Unkept("the server has no personal namespace");
            return problems.Finding("INBOX is there");
        }

        var space = client.PersonalNamespaces[0];
        var folders = await client.GetFoldersAsync(space, cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (
            var (use, flag) in new[] { ("Junk", FolderAttributes.Junk), ("Sent", FolderAttributes.Sent), ("Trash", FolderAttributes.Trash) }
        )
        {
            if (!folders.Any(folder => folder.Attributes.HasFlag(flag)))
            {
                problems.Unkept($"no mailbox is marked \\{use}");
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return problems.Finding(
            $"INBOX is there, the separator of the namespace \"{space.Path}\" is '{space.DirectorySeparator}', and "
                + $"{folders.Count} mailboxes are listed in it"
        );
    }
}
