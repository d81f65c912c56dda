using System.Globalization;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Numbered messages of one session all arrive, each once; how many came out of order is told and is no fault.</summary>
internal sealed class NumberedMailCheck()
    : Check("DLV-10", "Numbered mail, none lost or doubled", Severity.Major, "RFC 5321 sections 4.2.5 and 6.1")
{
    private const int Most = 50;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var mark = $"numbered-{Guid.NewGuid():N}";
        var ledger = new SoakLedger();
        // No more than the load check sends, which knows what a server bears.
        var most = Math.Min(Most, context.SoakMessages);
        var sent = await SendAsync(context, mark, most, ledger, cancellationToken).ConfigureAwait(false);
        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        var found = await MarkedMail.CollectAsync(context, ledger, mark, cancellationToken).ConfigureAwait(false);
        var order = found.Values.SelectMany(ids => ids).Select(id => sent.IndexOf(id)).ToList();
        var late = order.Zip(order.Skip(1)).Count(pair => pair.First > pair.Second);
        return CheckFinding
            .From(
                ledger.Compare(found),
                $"{most} numbered messages of one session arrived, each once, "
                    + (late == 0 ? "in their order" : string.Create(CultureInfo.InvariantCulture, $"{late} of them before an earlier one"))
            )
            .With("numbered_messages", most)
            .With("out_of_order", late);
    }

    private static async Task<List<string>> SendAsync(
        CheckContext context,
        string mark,
        int most,
        SoakLedger ledger,
        CancellationToken cancellationToken
    )
    {
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        using var client = await context.Clients.SmtpAsync(context.SubmissionService(), sender, cancellationToken).ConfigureAwait(false);
        var sent = new List<string>();
        for (var number = 1; number <= most; number++)
        {
            using var message = TestMail.Create(sender.Address, $"{mark} number {number}", receiver.Address);
            await context.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
            ledger.Accepted(message.MessageId!, [receiver.Address]);
            sent.Add(message.MessageId!);
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return sent;
    }
}
