using System.Globalization;
using System.Security.Cryptography;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using MailKit;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A message almost as large as the server announces to take is taken, and comes out as it went in.</summary>
internal sealed class LargeMailCheck()
    : Check("POL-04", "A message just below the limit", Severity.Major, "RFC 1870 section 6.1; RFC 5321 section 4.5.3.1.7")
{
    private const long LargestTried = 32L << 20;
    private const double Share = 0.98;

    // "At least 64K octets" (RFC 5321 section 4.5.3.1.7).
    private const long SmallestAllowed = 64_000;

    // What base64 makes of 57 bytes is a line of 76 characters and its end.
    private const double Overhead = 78.0 / 57;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        if (await context.SizeLimitAsync(context.SubmissionService(), cancellationToken).ConfigureAwait(false) is not { } limit)
        {
            return CheckFinding.NotApplicable("the server announces no limit for the size of a message");
        }

        if (limit > LargestTried)
        {
            return CheckFinding.NotApplicable($"the limit of {Sizes.Mebibytes(limit)} is too high to be tried");
        }

        if (limit < SmallestAllowed)
        {
            return CheckFinding.Failed($"the limit of {limit} bytes is smaller than the {SmallestAllowed} that every server must take");
        }

        var bytes = new byte[(int)(limit * Share / Overhead) - 1000];
        RandomNumberGenerator.Fill(bytes);
        Enumerable.Range(0, 57).ToList().ForEach(index => bytes[index] = (byte)index);
        using var message = TestMail.Create(sender.Address, "POL-04 just below the limit", receiver.Address);
        message.Body = new MimePart("application", "octet-stream")
        {
            Content = new MimeContent(new MemoryStream(bytes)),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = "large.bin",
        };
        var reply = await context.SubmitAsync(context.SubmissionService(), sender, message, cancellationToken).ConfigureAwait(false);
        var copies = await context.WaitForAsync(receiver, message, cancellationToken).ConfigureAwait(false);
        await RemoveAsync(context, message.MessageId!, cancellationToken).ConfigureAwait(false);
        var problems = new Problems(context);
        if (copies.Count != 1)
        {
            problems.Add($"{copies.Count} copies of a large message arrived");
        }

        if (copies[0].Body is not MimePart { Content: { } content })
        {
            return CheckFinding.Failed($"the large message is now a {copies[0].Body?.ContentType.MimeType}");
        }

        using var found = new MemoryStream();
        await content.DecodeToAsync(found, cancellationToken).ConfigureAwait(false);
        if (!found.ToArray().AsSpan().SequenceEqual(bytes))
        {
            problems.Add($"a large message of {bytes.Length} bytes was changed on its way and has {found.Length} now");
        }

        return problems.Finding(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a message of {Share:0%} of {limit} bytes is taken ({reply}) and comes out the same"
            )
        );
    }

    // It would take much of a mailbox with a quota.
    private static async Task RemoveAsync(CheckContext context, string messageId, CancellationToken cancellationToken)
    {
        using var client = await context
            .OpenInboxAsync(context.Mailboxes.Second, FolderAccess.ReadWrite, cancellationToken)
            .ConfigureAwait(false);
        var found = await Arrival.FindAsync(client.Inbox!, messageId, cancellationToken).ConfigureAwait(false);
        if (found.Count > 0)
        {
            await client
                .Inbox!.StoreAsync(found, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, cancellationToken)
                .ConfigureAwait(false);
            await client.Inbox.ExpungeAsync(cancellationToken).ConfigureAwait(false);
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }
}
