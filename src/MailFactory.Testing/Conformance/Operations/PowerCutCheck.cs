using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// The power is cut while mail comes in: every message that was answered with 250 is there when the machine is up again. One that comes
/// twice is none of the faults: a server that cannot know whether it delivered must rather deliver again (RFC 1047).
/// </summary>
internal sealed class PowerCutCheck()
    : Check("OPS-09", "A power cut loses nothing that was accepted", Severity.Major, "RFC 5321 sections 4.2.5 and 6.1")
{
    private const int MostConnections = 4;
    private const int Enough = 40;
    private const double SecondsToMend = 60;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var cut = context.CutPowerAsync ?? throw new CheckSkippedException("the power of a live server is not cut");
        var mark = $"power-{Guid.NewGuid():N}";
        var ledger = new SoakLedger();
        var started = context.Time.GetTimestamp();
        var accepted = await SendUntilCutAsync(context, mark, ledger, cut, cancellationToken).ConfigureAwait(false);
        foreach (var service in context.Services())
        {
            await ServiceReturn.UntilGreetedAsync(context, service, cancellationToken).ConfigureAwait(false);
        }

        var boot = context.Time.GetElapsedTime(started);
        var problems = new Problems(context);
        if (context.SeesServices)
        {
            problems.Add(await UnitState.ProblemsAsync(context, cancellationToken).ConfigureAwait(false));
            await context.GuestAsync("postqueue -f", cancellationToken).ConfigureAwait(false);
        }

        foreach (var mailbox in ledger.Mailboxes)
        {
            await UntilOpenedAsync(context, mailbox, problems, cancellationToken).ConfigureAwait(false);
        }

        var found = await MarkedMail.CollectAsync(context, ledger, mark, cancellationToken).ConfigureAwait(false);
        problems.Add(ledger.Losses(found));
        var doubled = found.Values.Sum(ids => ids.Count - ids.Distinct().Count());

        return problems
            .Finding(
                $"all {accepted} messages that were answered with 250 before the power was cut are there"
                    + (doubled > 0 ? $", {doubled} of them twice" : string.Empty)
            )
            .With("accepted_before_cut", accepted)
            .With("doubled_after_cut", doubled)
            .With("cut_to_greeting_ms", boot.TotalMilliseconds);
    }

    /// <summary>
    /// Waits until an INBOX can be opened: a server may mend its index first, and refuse for that moment. What counts is the mail in it; the
    /// refusal is a warning.
    /// </summary>
    private static async Task UntilOpenedAsync(CheckContext context, string mailbox, Problems problems, CancellationToken cancellationToken)
    {
        var account = context.Mailboxes.Keeping.First(box => box.Address == mailbox);
        string? refusal = null;
        await Wait.UntilAsync(
                $"the INBOX of {mailbox} can be opened after the power was cut",
                async token =>
                {
                    try
                    {
                        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, token).ConfigureAwait(false);
                        await client.DisconnectAsync(quit: true, token).ConfigureAwait(false);
                        return true;
                    }
                    catch (ImapCommandException error)
                    {
                        refusal ??= error.Message;
                        return false;
                    }
                },
                context.Scaled(SecondsToMend),
                TimeSpan.FromSeconds(1),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (refusal is not null)
        {
            problems.Warn($"the INBOX of {mailbox} could not be opened at once after the power was cut: {refusal}");
        }
    }

    /// <summary>Sends on several connections, cuts the power as soon as enough is accepted, and returns how many were.</summary>
    private static async Task<int> SendUntilCutAsync(
        CheckContext context,
        string mark,
        SoakLedger ledger,
        Func<CancellationToken, Task<Guests.IGuestCommands>> cut,
        CancellationToken cancellationToken
    )
    {
        var clients = new List<SmtpClient>();
        try
        {
            await context.ConnectSendersAsync(clients, MostConnections, cancellationToken).ConfigureAwait(false);
            var most = context.Profile.MessagesPerMinute ?? Enough;
            var count = 0;
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var sending = Task.WhenAll(clients.Select((client, number) => SendAsync(client, number, end.Token)));
            await Task.WhenAny(enough.Task, sending).ConfigureAwait(false);
            if (!enough.Task.IsCompleted)
            {
                // Refused before there was any cut: the reason is the answer.
                await sending.ConfigureAwait(false);
            }

            try
            {
                await cut(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await end.CancelAsync().ConfigureAwait(false);
                await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return count;

            async Task SendAsync(SmtpClient client, int first, CancellationToken token)
            {
                var boxes = context.Mailboxes;
                for (var number = first; ; number += MostConnections)
                {
                    var box = number % 2 == 0 ? boxes.Second : boxes.First;
                    using var message = TestMail.Create(boxes.First.Address, $"{mark} number {number}", box.Address);
                    await context.Pace.WaitAsync(token).ConfigureAwait(false);
                    await client.SendAsync(message, token).ConfigureAwait(false);
                    ledger.Accepted(message.MessageId!, [box.Address]);
                    if (Interlocked.Increment(ref count) >= most)
                    {
                        enough.TrySetResult();
                    }
                }
            }
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }
}
