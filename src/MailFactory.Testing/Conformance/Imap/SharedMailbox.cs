using MailFactory.Testing.Conformance.Delivery;
using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>A mailbox of a check's own that two connections have selected.</summary>
internal sealed class SharedMailbox : IDisposable
{
    private SharedMailbox(ImapClient first, ImapClient second, TestMailbox mailbox, IMailFolder theirs, IReadOnlyList<UniqueId> uids) =>
        (First, Second, Mailbox, Theirs, Uids) = (first, second, mailbox, theirs, uids);

    /// <summary>The connection that made it.</summary>
    public ImapClient First { get; }

    /// <summary>The other connection.</summary>
    public ImapClient Second { get; }

    /// <summary>The mailbox, which is to be removed.</summary>
    public TestMailbox Mailbox { get; }

    /// <summary>The mailbox as the first connection has it, selected.</summary>
    public IMailFolder Mine => Mailbox.Folder;

    /// <summary>The mailbox as the second connection has it, selected.</summary>
    public IMailFolder Theirs { get; }

    /// <summary>The messages in it, in their order.</summary>
    public IReadOnlyList<UniqueId> Uids { get; }

    /// <summary>Makes a mailbox with some messages and selects it twice.</summary>
    public static async Task<SharedMailbox> OpenAsync(
        CheckContext context,
        Problems problems,
        int messages,
        CancellationToken cancellationToken
    )
    {
        var account = context.Mailboxes.First;
        var first = await context.Clients.ImapAsync(context.ImapService(), account, cancellationToken).ConfigureAwait(false);
        ImapClient? second = null;
        TestMailbox? mailbox = null;
        try
        {
            second = await context.Clients.ImapAsync(context.ImapService(), account, cancellationToken).ConfigureAwait(false);
            mailbox = await TestMailbox.CreateAsync(context, first, cancellationToken).ConfigureAwait(false);
            var tells = first.Capabilities.HasFlag(ImapCapabilities.UidPlus);
            var uids = new List<UniqueId>();
            for (var number = 1; number <= messages; number++)
            {
                using var message = TestMail.Create(account.Address, $"shared {number}", account.Address);
                uids.Add(
                    await mailbox
                        .Folder.AppendKnownAsync(new AppendRequest(message), message.MessageId!, tells, problems, cancellationToken)
                        .ConfigureAwait(false)
                );
            }

            var theirs = await second.GetFolderAsync(mailbox.Folder.FullName, cancellationToken).ConfigureAwait(false);
            await mailbox.Folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            await theirs.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            return new SharedMailbox(first, second, mailbox, theirs, uids);
        }
        catch
        {
            if (mailbox is not null)
            {
                await mailbox.DisposeAsync().ConfigureAwait(false);
            }

            second?.Dispose();
            first.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Second.Dispose();
        First.Dispose();
    }
}
