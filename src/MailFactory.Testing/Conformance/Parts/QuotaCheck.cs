using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Imap;
using MailFactory.Testing.Runs;
using MailKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>The limit of a mailbox is told, and what is stored counts against it.</summary>
internal sealed class QuotaCheck() : Check("QTA-01", "The quota is reported", Severity.Major, "RFC 9208 sections 4.1 and 5.1")
{
    private const int StoredKiB = 200;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Quota);
        using var client = await context
            .OpenInboxAsync(context.Mailboxes.First, FolderAccess.ReadOnly, cancellationToken)
            .ConfigureAwait(false);
        var mailbox = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
        await using (mailbox.ConfigureAwait(false))
        {
            var before = await StorageQuota.ReadAsync(client, cancellationToken).ConfigureAwait(false);
            await StorageQuota
                .AppendAsync(mailbox.Folder, context.Mailboxes.First.Address, StoredKiB, cancellationToken)
                .ConfigureAwait(false);
            var after = await StorageQuota.ReadAsync(client, cancellationToken).ConfigureAwait(false);
            return CheckFinding.From(
                StorageQuota.Problems(before, after, StoredKiB),
                $"a mailbox holds {after.LimitKiB} KiB, and {StoredKiB} KiB more stored make it {after.UsedKiB - before.UsedKiB} KiB fuller"
            );
        }
    }
}
