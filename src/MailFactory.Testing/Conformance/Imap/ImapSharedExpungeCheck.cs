using System.Globalization;
using MailFactory.Testing.Runs;
using MailKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>One connection expunges a message that another one has selected, whose numbers then stay right.</summary>
internal sealed class ImapSharedExpungeCheck()
    : Check("IMAP-09", "Expunge seen by another connection", Severity.Major, "RFC 9051 sections 5.2, 7.4.1 and 7.5.1")
{
    private const int Messages = 4;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        using var pair = await SharedMailbox.OpenAsync(context, problems, Messages, cancellationToken).ConfigureAwait(false);
        await using (pair.Mailbox.ConfigureAwait(false))
        {
            var gone = new List<int>();
            pair.Theirs.MessageExpunged += (_, told) => gone.Add(told.Index);
            // The last one is marked as well, and UID EXPUNGE does not name it.
            var expunged = pair.Uids[1];
            await pair
                .Mine.StoreAsync(
                    [expunged, pair.Uids[^1]],
                    new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true },
                    cancellationToken
                )
                .ConfigureAwait(false);
            await pair.Mine.ExpungeAsync([expunged], cancellationToken).ConfigureAwait(false);
            await pair.Second.NoOpAsync(cancellationToken).ConfigureAwait(false);
            var left = await pair.Theirs.FetchAsync(0, -1, MessageSummaryItems.UniqueId, cancellationToken).ConfigureAwait(false);
            problems.Add(Judge(gone, pair.Theirs.Count, [.. left.Select(message => message.UniqueId)], pair.Uids));
            return problems.Finding("the other connection was told of the expunge, and its numbers lead to the right messages");
        }
    }

    /// <summary>What is wrong with what the other connection knows after the second message went.</summary>
    /// <param name="gone">The indexes that it was told of.</param>
    /// <param name="count">How many messages it believes to be there.</param>
    /// <param name="left">The messages behind its numbers.</param>
    /// <param name="before">The messages before.</param>
    internal static IEnumerable<string> Judge(
        IReadOnlyList<int> gone,
        int count,
        IReadOnlyList<UniqueId> left,
        IReadOnlyList<UniqueId> before
    )
    {
        if (!gone.SequenceEqual([1]))
        {
            yield return gone.Count == 0
                ? "the other connection was not told at NOOP that message 2 was expunged"
                : $"the other connection was told at NOOP that {Numbers(gone.Select(index => index + 1))} were expunged instead of 2";
        }

        UniqueId[] wanted = [before[0], .. before.Skip(2)];
        if (count != wanted.Length || !left.SequenceEqual(wanted))
        {
            yield return $"after the expunge the other connection has {count} messages, and its numbers lead to the UIDs "
                + $"{Numbers(left.Select(uid => (int)uid.Id))} instead of {Numbers(wanted.Select(uid => (int)uid.Id))}";
        }
    }

    private static string Numbers(IEnumerable<int> numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
