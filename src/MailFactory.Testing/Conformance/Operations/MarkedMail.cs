using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Waiting;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Finds the many messages of one check by a mark in their subjects.</summary>
internal static class MarkedMail
{
    /// <summary>
    /// The Message-IDs of the mark in each mailbox that is owed some, once they are there, nothing is on its way any more, or the time is
    /// over. All mailboxes are looked into at the same time, so that what is lost is waited for once.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, List<string>>> CollectAsync(
        CheckContext context,
        SoakLedger ledger,
        string mark,
        CancellationToken cancellationToken
    )
    {
        using var queue = new IdleQueue(context);
        var found = await Task.WhenAll(
                ledger.Mailboxes.Select(async mailbox =>
                    (
                        mailbox,
                        ids: await CollectAsync(context, queue, mailbox, mark, ledger.Owed(mailbox), cancellationToken)
                            .ConfigureAwait(false)
                    )
                )
            )
            .ConfigureAwait(false);
        return found.ToDictionary(pair => pair.mailbox, pair => pair.ids);
    }

    /// <summary>The Message-IDs of the mark in a mailbox, once as many as owed are there or no more can come.</summary>
    private static async Task<List<string>> CollectAsync(
        CheckContext context,
        IdleQueue queue,
        string mailbox,
        string mark,
        int owed,
        CancellationToken cancellationToken
    )
    {
        var account = context.Mailboxes.Keeping.First(box => box.Address == mailbox);
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        List<string> ids = [];
        // What is missing is told by the ledger.
        await Wait.WhetherAsync(
                async token =>
                {
                    // In this order: what the queue holds no more is in a mailbox by now, if it ever will be.
                    var isIdle = await queue.IsIdleAsync(token).ConfigureAwait(false);
                    ids = await IdsAsync(context, client, mark, token).ConfigureAwait(false);
                    return isIdle || ids.Distinct().Count() >= owed;
                },
                context.Scaled(120),
                TimeSpan.FromSeconds(1),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return ids;
    }

    private static async Task<List<string>> IdsAsync(
        CheckContext context,
        ImapClient client,
        string mark,
        CancellationToken cancellationToken
    )
    {
        var ids = new List<string>();
        await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            var found = await folder.SearchAsync(SearchQuery.SubjectContains(mark), cancellationToken).ConfigureAwait(false);
            if (found.Count > 0)
            {
                var summaries = await folder
                    .FetchAsync(found, MessageSummaryItems.Envelope | MessageSummaryItems.UniqueId, cancellationToken)
                    .ConfigureAwait(false);
                ids.AddRange(summaries.Select(summary => summary.Envelope?.MessageId ?? string.Empty));
            }
        }

        return ids;
    }
}
