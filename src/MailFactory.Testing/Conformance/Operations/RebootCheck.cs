using MailFactory.Testing.Amounts;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using MailKit;
using MimeKit;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Stored mail, its flags and UIDs survive a reboot, and so does mail that waited in the queue; all units come back.</summary>
internal sealed class RebootCheck()
    : Check("OPS-08", "Reboot keeps mail", Severity.Critical, "RFC 9051 section 2.3.1.1; RFC 5321 section 4.5.4")
{
    private const int Stored = 5;
    private const int Queued = 3;
    private const double SlowestBootSeconds = ServiceReturn.SlowestBootSeconds;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var reboot = context.RebootGuestAsync ?? throw new CheckSkippedException("a live server is not rebooted");
        var account = context.Mailboxes.Second;
        await StoreAsync(context, account, cancellationToken).ConfigureAwait(false);
        var before = await MailboxSnapshot.ReadAsync(context, account, uids: null, Stored, cancellationToken).ConfigureAwait(false);
        var waiting = await EnqueueAsync(context, account, cancellationToken).ConfigureAwait(false);

        var started = context.Time.GetTimestamp();
        await reboot(cancellationToken).ConfigureAwait(false);
        foreach (var service in context.Services())
        {
            await ServiceReturn.UntilGreetedAsync(context, service, cancellationToken).ConfigureAwait(false);
        }

        var boot = context.Time.GetElapsedTime(started);

        var problems = new List<string>(await UnitState.ProblemsAsync(context, cancellationToken).ConfigureAwait(false));
        if (boot > context.Scaled(SlowestBootSeconds))
        {
            problems.Add($"the server greeted only {Spans.Seconds(boot)} after the reboot was asked for");
        }

        problems.AddRange(
            before.Differences(
                await MailboxSnapshot
                    .ReadAsync(context, account, [.. before.Messages.Keys], Stored, cancellationToken)
                    .ConfigureAwait(false)
            )
        );
        await context.GuestAsync("postqueue -f", cancellationToken).ConfigureAwait(false);
        foreach (var message in waiting)
        {
            var copies = await context.WaitForAsync(account, message, cancellationToken).ConfigureAwait(false);
            if (copies.Count != 1)
            {
                problems.Add($"{copies.Count} copies of a queued message were delivered");
            }
        }

        return CheckFinding
            .From(
                problems,
                $"{before.Messages.Count} stored messages kept UID, content and flags, {waiting.Count} queued ones were "
                    + "delivered after the reboot"
            )
            .With("reboot_to_greeting_ms", boot.TotalMilliseconds);
    }

    private static async Task StoreAsync(CheckContext context, MailAccount account, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Stored; number++)
        {
            var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", $"OPS-08 stored {number}", account.Address);
            await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
            await context.WaitForAsync(account, message, cancellationToken).ConfigureAwait(false);
        }

        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var last = client.Inbox!.Count - 1;
        await client
            .Inbox.StoreAsync(
                last,
                new StoreFlagsRequest(StoreAction.Add, MessageFlags.Flagged | MessageFlags.Answered) { Silent = true },
                cancellationToken
            )
            .ConfigureAwait(false);
        await client
            .Inbox.StoreAsync(
                last - 1,
                new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen) { Silent = true, Keywords = { "kept" } },
                cancellationToken
            )
            .ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts messages into the queue by stopping Dovecot; it is started again only when this fails, else by the reboot.</summary>
    private static async Task<List<MimeMessage>> EnqueueAsync(
        CheckContext context,
        MailAccount account,
        CancellationToken cancellationToken
    )
    {
        (
            await context
                .GuestAsync("systemctl stop dovecot.socket dovecot.service 2>/dev/null || systemctl stop dovecot", cancellationToken)
                .ConfigureAwait(false)
        ).EnsureSuccess();
        try
        {
            var waiting = new List<MimeMessage>();
            for (var number = 1; number <= Queued; number++)
            {
                // By port 25, because submission needs Dovecot to log in.
                var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", $"OPS-08 queued {number}", account.Address);
                await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
                waiting.Add(message);
            }

            await Wait.UntilAsync(
                    $"{Queued} messages wait in the queue while Dovecot is stopped",
                    async token => (await MailQueue.ReadAsync(context, token).ConfigureAwait(false)).Count >= Queued,
                    context.Scaled(30),
                    TimeSpan.FromSeconds(1),
                    context.Time,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return waiting;
        }
        catch
        {
            using var bounded = new CancellationTokenSource(context.Scaled(60), context.Time);
            await context.GuestAsync("systemctl start dovecot", bounded.Token).ConfigureAwait(false);
            throw;
        }
    }
}
