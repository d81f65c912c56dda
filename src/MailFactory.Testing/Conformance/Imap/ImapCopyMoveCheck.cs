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
    internal const string TheMessage = "the message";
    internal const string Another = "another message";
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
        var (appended, messageId) = await AppendAsync(source, account, tells, problems, cancellationToken).ConfigureAwait(false);
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
        await ExpectAsync("the source", source, moves ? [Another] : [Another, TheMessage]).ConfigureAwait(false);
        await target.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        await ExpectAsync("the target", target, moves ? [TheMessage, TheMessage] : [TheMessage]).ConfigureAwait(false);

        async Task ExpectAsync(string where, IMailFolder folder, IReadOnlyList<string> wanted)
        {
            var ids = await folder.FetchMessageIdsAsync(cancellationToken).ConfigureAwait(false);
            if (PlaceProblem(where, [.. ids.Select(id => id == messageId ? TheMessage : Another)], wanted) is { } problem)
            {
                problems.Add($"{problem} after one COPY{(moves ? " and one MOVE" : string.Empty)}");
            }
        }
    }

    /// <summary>What is wrong with what a mailbox holds; null when it is right.</summary>
    internal static string? PlaceProblem(string where, IReadOnlyList<string> found, IReadOnlyList<string> wanted)
    {
        return found.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal))
            ? null
            : $"{where} holds {Show(found)} instead of {Show(wanted)}";

        static string Show(IReadOnlyList<string> messages) => messages.Count == 0 ? "nothing" : string.Join(" and ", messages);
    }

    private static async Task<(UniqueId Uid, string MessageId)> AppendAsync(
        IMailFolder source,
        MailAccount account,
        bool tells,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        // Whoever copies by the wrong number takes this one.
        using var another = TestMail.Create(account.Address, "IMAP-07 another", account.Address);
        await source.AppendAsync(new AppendRequest(another), cancellationToken).ConfigureAwait(false);
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
        var summary = await source
            .FetchOneAsync(appended, MessageSummaryItems.Flags | MessageSummaryItems.InternalDate, cancellationToken)
            .ConfigureAwait(false);
        if (summary.InternalDate != _date || summary.Flags?.HasFlag(MessageFlags.Seen | MessageFlags.Flagged) != true)
        {
            problems.Add($"APPEND with {_date:u}, \\Seen and \\Flagged became {summary.InternalDate:u}, {summary.Flags}");
        }

        return (appended, message.MessageId!);
    }
}
