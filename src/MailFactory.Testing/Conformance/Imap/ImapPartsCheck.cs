using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>The server's own reading of a message, and parts of its bytes, agree with the whole message.</summary>
internal sealed class ImapPartsCheck()
    : Check("IMAP-11", "Structure and partial fetch", Severity.Major, "RFC 9051 sections 6.4.5 and 7.5.2")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var account = context.Mailboxes.First;
        using var client = await context.Clients.ImapAsync(context.ImapService(), account, cancellationToken).ConfigureAwait(false);
        var scratch = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
        await using (scratch.ConfigureAwait(false))
        {
            using var message = AttachmentZoo.Create(account.Address, account.Address);
            var tells = client.Capabilities.HasFlag(ImapCapabilities.UidPlus);
            var folder = scratch.Folder;
            var uid = await folder
                .AppendKnownAsync(new AppendRequest(message), message.MessageId!, tells, problems, cancellationToken)
                .ConfigureAwait(false);
            await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            var summary = await folder
                .FetchOneAsync(uid, MessageSummaryItems.BodyStructure | MessageSummaryItems.Size, cancellationToken)
                .ConfigureAwait(false);
            var bytes = await folder.FetchBytesAsync(uid, cancellationToken).ConfigureAwait(false);
            using var parsed = await MimeMessage.LoadAsync(new MemoryStream(bytes), cancellationToken).ConfigureAwait(false);
            problems.Add(
                MimeTree.Differences(MimeShape.Of(parsed.Body!), MimeShape.Of(summary.Body)).Select(one => $"BODYSTRUCTURE: {one}")
            );
            if (summary.Size != bytes.Length)
            {
                problems.Add($"RFC822.SIZE is {summary.Size}, and the message has {bytes.Length} bytes");
            }

            foreach (var (offset, count) in new[] { (0, 100), (1000, 1), (bytes.Length - 50, 200), (bytes.Length + 10, 10) })
            {
                await CompareAsync(folder, uid, bytes, offset, count, problems, cancellationToken).ConfigureAwait(false);
            }

            // All of it was read with BODY.PEEK, which leaves the message unread (RFC 9051 section 6.4.5).
            var flags = (await folder.FetchOneAsync(uid, MessageSummaryItems.Flags, cancellationToken).ConfigureAwait(false)).Flags;
            if (flags?.HasFlag(MessageFlags.Seen) != false)
            {
                problems.Add($"after BODY.PEEK the flags of an unread message are {flags?.ToString() ?? "not told"}");
            }

            return problems.Finding(
                $"the structure of {MimeShape.Of(summary.Body).Count} parts, the sizes and four slices are right, and reading with BODY.PEEK set no flag"
            );
        }
    }

    private static async Task CompareAsync(
        IMailFolder folder,
        UniqueId uid,
        byte[] bytes,
        int offset,
        int count,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var stream = await folder.GetStreamAsync(uid, string.Empty, offset, count, cancellationToken).ConfigureAwait(false);
        var slice = await Fetching.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (SliceProblem(bytes, offset, count, slice) is { } problem)
        {
            problems.Add(problem);
        }
    }

    /// <summary>What is wrong with a slice of the message; null when it is right.</summary>
    internal static string? SliceProblem(byte[] whole, int offset, int count, byte[] slice)
    {
        var wanted = whole.Skip(offset).Take(count).ToArray();
        return slice.AsSpan().SequenceEqual(wanted)
            ? null
            : $"BODY[]<{offset}.{count}> gives {slice.Length} bytes that are not the {wanted.Length} of the message there";
    }
}
