using MailFactory.Testing.Runs;
using MailKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>Two connections set and remove flags of one message: none loses what the other did.</summary>
internal sealed class ImapSharedFlagsCheck()
    : Check(
        "IMAP-08",
        "Flags of two connections",
        Severity.Major,
        "RFC 9051 sections 2.3.2, 5.2 and 6.4.6",
        "the other one is told unasked"
    )
{
    private const string Keyword = "mailtest";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        using var pair = await SharedMailbox.OpenAsync(context, problems, messages: 1, cancellationToken).ConfigureAwait(false);
        await using (pair.Mailbox.ConfigureAwait(false))
        {
            var (mine, theirs, uid) = (pair.Mine, pair.Theirs, pair.Uids[0]);
            var takesKeywords = mine.PermanentFlags.HasFlag(MessageFlags.UserDefined);
            string[] keywords = takesKeywords ? [Keyword] : [];
            var told = false;
            theirs.MessageFlagsChanged += (_, _) => told = true;
            await StoreAsync(mine, uid, StoreAction.Add, MessageFlags.Seen | MessageFlags.Draft, [], cancellationToken)
                .ConfigureAwait(false);
            await pair.Second.NoOpAsync(cancellationToken).ConfigureAwait(false);
            if (!told)
            {
                problems.Unkept("the other connection was not told of the flags at NOOP");
            }

            await StoreAsync(theirs, uid, StoreAction.Add, MessageFlags.Flagged | MessageFlags.Answered, keywords, cancellationToken)
                .ConfigureAwait(false);
            await StoreAsync(mine, uid, StoreAction.Remove, MessageFlags.Draft, [], cancellationToken).ConfigureAwait(false);
            foreach (var (name, folder) in new[] { ("first", mine), ("second", theirs) })
            {
                var found = await folder.FetchAsync([uid], MessageSummaryItems.Flags, cancellationToken).ConfigureAwait(false);
                var summary = found.SingleOrDefault();
                problems.Add(Judge(name, summary?.Flags, summary?.Keywords.AsEnumerable() ?? [], keywords));
            }

            return problems.Finding(
                $"two connections set four flags{(takesKeywords ? " and a keyword" : string.Empty)} of one message and removed one, and both "
                    + "see the same"
            );
        }
    }

    /// <summary>What a connection sees otherwise than it is.</summary>
    internal static IEnumerable<string> Judge(
        string connection,
        MessageFlags? flags,
        IEnumerable<string> keywords,
        IEnumerable<string> wanted
    )
    {
        const MessageFlags Wanted = MessageFlags.Seen | MessageFlags.Flagged | MessageFlags.Answered;
        flags &= ~(MessageFlags.Recent | MessageFlags.UserDefined);
        if (flags != Wanted)
        {
            yield return $"the {connection} connection sees {flags?.ToString() ?? "no message"} instead of {Wanted}";
        }

        foreach (var keyword in wanted.Except(keywords))
        {
            yield return $"the {connection} connection does not see the keyword {keyword}";
        }
    }

    private static Task<IList<UniqueId>> StoreAsync(
        IMailFolder folder,
        UniqueId uid,
        StoreAction action,
        MessageFlags flags,
        IEnumerable<string> keywords,
        CancellationToken cancellationToken
    ) => folder.StoreAsync([uid], new StoreFlagsRequest(action, flags, keywords) { Silent = true }, cancellationToken);
}
