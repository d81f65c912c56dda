using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>APPEND keeps date and flags; COPY and MOVE lose and double nothing, and where it is offered they tell the new UIDs.</summary>
internal sealed class ImapCopyMoveCheck()
    : Check(
        "IMAP-07",
        "Append, copy and move",
        Severity.Major,
        "RFC 9051 sections 6.3.12, 6.4.7 and 6.4.8",
        "UIDPLUS (RFC 4315) and MOVE (RFC 6851)"
    )
{
    private static readonly DateTimeOffset _date = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        using var client = await context
            .Clients.ImapAsync(context.ImapService(), context.Mailboxes.First, cancellationToken)
            .ConfigureAwait(false);
        var scratch = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
        await using (scratch.ConfigureAwait(false))
        {
            var problems = new Problems(context);
            await TryAsync(client, scratch.Folder, context.Mailboxes.First, problems, cancellationToken).ConfigureAwait(false);
            return problems.Finding("APPEND kept date and flags, COPY and MOVE left each message where it belongs");
        }
    }

    private static async Task TryAsync(
        ImapClient client,
        IMailFolder source,
        MailAccount account,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var tells = client.Capabilities.HasFlag(ImapCapabilities.UidPlus);
        if (!tells)
        {
            problems.Unkept("UIDPLUS is not offered");
        }

        var target = (await source.CreateAsync("target", isMessageFolder: true, cancellationToken).ConfigureAwait(false))!;
        var appended = await AppendAsync(source, account, tells, problems, cancellationToken).ConfigureAwait(false);
        if (await source.CopyToAsync(appended, target, cancellationToken).ConfigureAwait(false) is null && tells)
        {
            problems.Add("COPY returned no UID (COPYUID), although UIDPLUS is offered");
        }

        var moves = client.Capabilities.HasFlag(ImapCapabilities.Move);
        if (!moves)
        {
            problems.Unkept("MOVE is not offered");
        }
        else if (await source.MoveToAsync(appended, target, cancellationToken).ConfigureAwait(false) is null && tells)
        {
            problems.Add("MOVE returned no UID (COPYUID), although UIDPLUS is offered");
        }

        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        if (source.Count != (moves ? 0 : 1))
        {
            problems.Add($"{source.Count} messages are in the source after {(moves ? "MOVE" : "COPY")}");
        }

        await target.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        if (target.Count != (moves ? 2 : 1))
        {
            problems.Add($"{target.Count} messages are in the target after one COPY{(moves ? " and one MOVE" : string.Empty)}");
        }
    }

    private static async Task<UniqueId> AppendAsync(
        IMailFolder source,
        MailAccount account,
        bool tells,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        using var message = TestMail.Create(account.Address, "IMAP-07", account.Address);
        var appended = await source
            .AppendKnownAsync(
                new AppendRequest(message, MessageFlags.Seen | MessageFlags.Flagged, _date),
                message.MessageId!,
                tells,
                problems,
                cancellationToken
            )
            .ConfigureAwait(false);
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

        return appended;
    }
}
