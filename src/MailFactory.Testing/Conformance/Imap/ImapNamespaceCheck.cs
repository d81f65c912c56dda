using MailFactory.Testing.Runs;
using MailKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>There is a personal namespace with INBOX, and Junk, Sent and Trash carry their special-use flags.</summary>
internal sealed class ImapNamespaceCheck() : Check("IMAP-05", "Namespace and special-use mailboxes", Severity.Major, "RFC 2342; RFC 6154")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        using var client = await context
            .Clients.ImapAsync(MailProtocols.MailService.Imaps, context.Mailboxes.First, cancellationToken)
            .ConfigureAwait(false);
        if (client.PersonalNamespaces.Count == 0)
        {
            return CheckFinding.Failed("the server has no personal namespace");
        }

        var folders = await client
            .GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var names = folders.Select(folder => folder.FullName).ToList();
        var problems = new List<string>();
        if (!names.Contains("INBOX", StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"INBOX is not listed among {string.Join(", ", names)}");
        }

        foreach (
            var (use, flag) in new[] { ("Junk", FolderAttributes.Junk), ("Sent", FolderAttributes.Sent), ("Trash", FolderAttributes.Trash) }
        )
        {
            if (!folders.Any(folder => folder.Attributes.HasFlag(flag)))
            {
                problems.Add($"no mailbox is marked \\{use}");
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        var separator = client.PersonalNamespaces[0].DirectorySeparator;
        return CheckFinding.From(
            problems,
            $"the separator is '{separator}' and INBOX, Junk, Sent and Trash are there, the latter marked for their use"
        );
    }
}
