using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>APPEND keeps date and flags; COPY and MOVE tell the new UIDs, and a moved message is in one place only.</summary>
internal sealed class ImapCopyMoveCheck() : Check("IMAP-07", "Append, copy and move", Severity.Major, "RFC 4315; RFC 6851")
{
    private static readonly DateTimeOffset _date = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        using var client = await context
            .Clients.ImapAsync(MailProtocols.MailService.Imaps, context.Mailboxes.First, cancellationToken)
            .ConfigureAwait(false);
        var scratch = await ScratchFolder.CreateAsync(client, cancellationToken).ConfigureAwait(false);
        await using (scratch.ConfigureAwait(false))
        {
            var problems = await TryAsync(client, scratch.Folder, context.Mailboxes.First, cancellationToken).ConfigureAwait(false);
            return CheckFinding.From(
                problems,
                "APPEND kept date and flags and told the UID; COPY and MOVE told the new UIDs; MOVE left nothing behind"
            );
        }
    }

    private static async Task<List<string>> TryAsync(
        ImapClient client,
        IMailFolder source,
        MailAccount account,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        var target = (await source.CreateAsync("target", isMessageFolder: true, cancellationToken).ConfigureAwait(false))!;
        using var message = TestMail.Create(account.Address, "IMAP-07", account.Address);
        var request = new AppendRequest(message, MessageFlags.Seen | MessageFlags.Flagged, _date);
        if (await source.AppendAsync(request, cancellationToken).ConfigureAwait(false) is not { } appended)
        {
            return ["APPEND told no UID (APPENDUID)"];
        }

        await source.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var summary = (
            await source
                .FetchAsync([appended], MessageSummaryItems.Flags | MessageSummaryItems.InternalDate, cancellationToken)
                .ConfigureAwait(false)
        ).SingleOrDefault();
        if (summary?.InternalDate != _date || summary.Flags?.HasFlag(MessageFlags.Seen | MessageFlags.Flagged) != true)
        {
            problems.Add($"APPEND with {_date:u}, \\Seen and \\Flagged became {summary?.InternalDate:u}, {summary?.Flags}");
        }

        if (await source.CopyToAsync(appended, target, cancellationToken).ConfigureAwait(false) is null)
        {
            problems.Add("COPY told no UID (COPYUID)");
        }

        if (!client.Capabilities.HasFlag(ImapCapabilities.Move))
        {
            return [.. problems, "MOVE is not offered"];
        }

        var moved = await source.MoveToAsync(appended, target, cancellationToken).ConfigureAwait(false);
        if (moved is null)
        {
            problems.Add("MOVE told no UID (COPYUID)");
        }

        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        if (source.Count != 0)
        {
            problems.Add($"{source.Count} messages are left in the source after MOVE");
        }

        await target.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        if (target.Count != 2)
        {
            problems.Add($"{target.Count} messages are in the target after one COPY and one MOVE");
        }

        return problems;
    }
}
