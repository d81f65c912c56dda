using MailFactory.Testing.Runs;
using MailKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>Mailboxes can be created, nested, subscribed, renamed and deleted, with names that need care; parents stay.</summary>
internal sealed class ImapFoldersCheck()
    : Check("IMAP-06", "Create, rename and delete mailboxes", Severity.Major, "RFC 9051 sections 6.3.4 to 6.3.8")
{
    private static readonly string[] _names = ["Tom & Jerry", "two words", "Grüße 日本"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        using var client = await context
            .Clients.ImapAsync(context.ImapService(), context.Mailboxes.First, cancellationToken)
            .ConfigureAwait(false);
        var problems = new List<string>();
        var scratch = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
        await using (scratch.ConfigureAwait(false))
        {
            foreach (var name in _names)
            {
                problems.AddRange(await TryAsync(scratch.Folder, name, cancellationToken).ConfigureAwait(false));
            }

            var parent = await client.GetFolderAsync(scratch.Folder.FullName, cancellationToken).ConfigureAwait(false);
            if (!parent.Exists)
            {
                problems.Add("deleting the inner mailboxes removed the outer one");
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return CheckFinding.From(
            problems,
            $"mailboxes named {string.Join(", ", _names.Select(name => $"\"{name}\""))} were created, nested, subscribed, "
                + "renamed and deleted"
        );
    }

    private static async Task<List<string>> TryAsync(IMailFolder parent, string name, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var outer = (await parent.CreateAsync(name, isMessageFolder: true, cancellationToken).ConfigureAwait(false))!;
        var inner = (await outer.CreateAsync("inner", isMessageFolder: true, cancellationToken).ConfigureAwait(false))!;
        await outer.SubscribeAsync(cancellationToken).ConfigureAwait(false);
        await RequireAsync([name], "after CREATE").ConfigureAwait(false);
        if (
            !(await parent.GetSubfoldersAsync(subscribedOnly: true, cancellationToken).ConfigureAwait(false)).Any(folder =>
                folder.Name == name
            )
        )
        {
            problems.Add($"\"{name}\" is not subscribed after SUBSCRIBE");
        }

        await outer.UnsubscribeAsync(cancellationToken).ConfigureAwait(false);
        await outer.RenameAsync(parent, name + " 2", cancellationToken).ConfigureAwait(false);
        await RequireAsync([name + " 2"], "after RENAME").ConfigureAwait(false);
        var moved = await outer.GetSubfoldersAsync(false, cancellationToken).ConfigureAwait(false);
        if (!moved.Any(folder => folder.Name == "inner"))
        {
            problems.Add($"RENAME of \"{name}\" lost the mailbox inside it");
        }

        await inner.DeleteAsync(cancellationToken).ConfigureAwait(false);
        await RequireAsync([name + " 2"], "after DELETE of the inner one").ConfigureAwait(false);
        await outer.DeleteAsync(cancellationToken).ConfigureAwait(false);
        await RequireAsync([], "after DELETE").ConfigureAwait(false);
        return problems;

        async Task RequireAsync(string[] wanted, string when)
        {
            var found = (await parent.GetSubfoldersAsync(false, cancellationToken).ConfigureAwait(false))
                .Where(folder => folder.Exists)
                .Select(folder => folder.Name)
                .ToList();
            if (!found.SequenceEqual(wanted))
            {
                problems.Add($"{when} [{string.Join(", ", found)}] are listed instead of [{string.Join(", ", wanted)}]");
            }
        }
    }
}
