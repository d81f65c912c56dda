using System.Globalization;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MailKit.Net.Smtp;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// Under load, to one mailbox and to several, every accepted message arrives once and none is put off. One mailbox alone is
/// what trips Dovecot's limit on parallel deliveries.
/// </summary>
internal sealed class SoakCheck() : Check("OPS-05", "Soak without loss", Severity.Critical, "RFC 5321 section 4.5.4")
{
    private const int MostWorkers = 16;
    private const int FewestPerWorker = 4;
    private const int SeveralRecipients = 3;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var start = context.SeesServices ? await ClockAsync(context, cancellationToken).ConfigureAwait(false) : 0;
        var mark = $"soak-{Guid.NewGuid():N}";
        var ledger = new SoakLedger();
        var started = context.Time.GetTimestamp();
        var workers = Math.Clamp(context.SoakMessages / FewestPerWorker, 1, MostWorkers);
        await SendAllAsync(context, mark, workers, ledger, cancellationToken).ConfigureAwait(false);
        var accepted = context.Time.GetElapsedTime(started);

        var found = await MarkedMail.CollectAsync(context, ledger, mark, cancellationToken).ConfigureAwait(false);
        var visible = context.Time.GetElapsedTime(started);
        var (waiting, putOff) = context.SeesServices ? await PutOffAsync(context, start, cancellationToken).ConfigureAwait(false) : (0, []);
        List<string> problems = [.. ledger.Compare(found, waiting), .. putOff];

        var copies = ledger.Mailboxes.Sum(ledger.Owed);
        return CheckFinding
            .From(
                problems,
                $"{context.SoakMessages} messages by {workers} workers arrived as {copies} copies in {ledger.Mailboxes.Count} "
                    + $"mailboxes: none {(context.SeesServices ? "lost, doubled or deferred" : "lost or doubled")}"
            )
            .With("soak_messages", context.SoakMessages)
            .With("soak_copies", copies)
            .With("accepted_per_second", context.SoakMessages / accepted.TotalSeconds)
            .With("visible_per_second", copies / visible.TotalSeconds);
    }

    private static async Task<long> ClockAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var clock = await context.GuestAsync("date +%s", cancellationToken).ConfigureAwait(false);
        return long.Parse(clock.EnsureSuccess().Output, CultureInfo.InvariantCulture);
    }

    private static async Task SendAllAsync(
        CheckContext context,
        string mark,
        int workers,
        SoakLedger ledger,
        CancellationToken cancellationToken
    )
    {
        var clients = new List<SmtpClient>();
        try
        {
            await context.ConnectSendersAsync(clients, workers, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(
                    clients.Select((client, worker) => SendAsync(context, client, mark, worker, workers, ledger, cancellationToken))
                )
                .ConfigureAwait(false);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private static async Task SendAsync(
        CheckContext context,
        SmtpClient client,
        string mark,
        int worker,
        int workers,
        SoakLedger ledger,
        CancellationToken cancellationToken
    )
    {
        var boxes = context.Mailboxes;
        for (var number = worker; number < context.SoakMessages; number += workers)
        {
            // The first half goes to one mailbox, the second to several at once.
            string[] recipients =
                number < context.SoakMessages / 2
                    ? [boxes.Second.Address]
                    : [.. boxes.Keeping.Take(SeveralRecipients).Select(box => box.Address)];
            using var message = TestMail.Create(boxes.First.Address, $"{mark} number {number}", recipients);
            await context.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
            ledger.Accepted(message.MessageId!, recipients);
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(int Waiting, IReadOnlyList<string> Problems)> PutOffAsync(
        CheckContext context,
        long start,
        CancellationToken cancellationToken
    )
    {
        var queued = await MailQueue.DrainAsync(context, context.Scaled(10), cancellationToken).ConfigureAwait(false);
        // Postfix's own lines only: the journal also tells of this very command.
        var command = $@"journalctl -q --no-pager --since @{start} | grep -E 'postfix/[a-z]+\[[0-9]+\]: .*status=deferred'";
        var deferred = await context.GuestAsync(command, cancellationToken).ConfigureAwait(false);
        var lines = deferred.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var problems = new List<string>();
        if (queued.Count > 0)
        {
            problems.Add($"{queued.Count} messages are still queued, the first: {queued[0]}");
        }

        if (lines.Length > 0)
        {
            problems.Add($"{lines.Length} deliveries were deferred, the first: {lines[0]}");
        }

        return (queued.Count, problems);
    }
}
