using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>The storage of an account: what is used of what it may hold.</summary>
/// <param name="UsedKiB">What is used, in KiB.</param>
/// <param name="LimitKiB">What it may hold, in KiB; null when the server tells no limit.</param>
internal sealed record StorageQuota(long UsedKiB, long? LimitKiB)
{
    // Base64 writes 57 bytes as a line of 78.
    private const double Base64 = 78.0 / 57;

    /// <summary>What is left, in KiB; null without a limit.</summary>
    public long? LeftKiB => LimitKiB - UsedKiB;

    /// <summary>Asks over IMAP, as the owner of INBOX.</summary>
    public static async Task<StorageQuota> ReadAsync(ImapClient client, CancellationToken cancellationToken)
    {
        var quota = await client.Inbox!.GetQuotaAsync(cancellationToken).ConfigureAwait(false);
        return new StorageQuota(quota.CurrentStorageSize ?? 0, quota.StorageLimit);
    }

    /// <summary>Stores a message of about this size.</summary>
    public static async Task AppendAsync(IMailFolder folder, string address, long kib, CancellationToken cancellationToken)
    {
        var message = TestMail.Create(address, $"{kib} KiB", address);
        var builder = new BodyBuilder { TextBody = "Fills the mailbox.\r\n" };
        builder.Attachments.Add("filling.bin", new byte[(int)(kib * 1024 / Base64)]);
        message.Body = builder.ToMessageBody();
        await folder.AppendAsync(new AppendRequest(message), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is wrong with the figures before and after something was stored; empty when they are right.</summary>
    public static IReadOnlyList<string> Problems(StorageQuota before, StorageQuota after, long storedKiB)
    {
        var problems = new List<string>();
        if (after.LimitKiB != MailParts.QuotaKiB)
        {
            problems.Add($"the limit that is told is {after.LimitKiB?.ToString() ?? "none"} KiB instead of {MailParts.QuotaKiB} KiB");
        }

        var more = after.UsedKiB - before.UsedKiB;
        if (more < storedKiB * 0.9 || more > storedKiB * 1.2)
        {
            problems.Add($"{storedKiB} KiB more are stored, but the use went from {before.UsedKiB} to {after.UsedKiB} KiB");
        }

        return problems;
    }
}
