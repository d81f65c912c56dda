using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using MailKit.Security;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>
/// Mail to a forwarding address reaches each final mailbox exactly once, over one step, to several, or along a chain, and the targets
/// outside as well.
/// </summary>
internal sealed class ForwardingCheck() : Check("RCP-04", "Forwarding, one copy each", Severity.Critical, "RFC 5321 section 3.9")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var boxes = context.Mailboxes;
        if (boxes.Forwarding.Count == 0)
        {
            return CheckFinding.NotApplicable("no account of the configuration forwards its mail");
        }

        var problems = new Problems(context);
        var sent = new List<(MailAccount Account, MimeMessage Message)>();
        foreach (var account in boxes.Forwarding)
        {
            var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", $"RCP-04 to {account.Address}", account.Address);
            await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
            sent.Add((account, message));
        }

        foreach (var (account, message) in sent)
        {
            foreach (var box in boxes.FinalBoxes(account.Address))
            {
                await context.WaitForAsync(box, message, cancellationToken).ConfigureAwait(false);
            }

            await LookOutsideAsync(context, account, message, problems, cancellationToken).ConfigureAwait(false);
        }

        // A second copy may still be on its way; only an empty queue and a moment more end the count.
        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (account, message) in sent)
        {
            await CountAsync(context, account, message, problems, cancellationToken).ConfigureAwait(false);
        }

        return problems.Finding(
            "mail arrives once in each final mailbox: "
                + $"{string.Join(", ", boxes.Forwarding.Select(account => $"{account.Address} ({Shape(boxes, account)})"))}"
        );
    }

    private static async Task LookOutsideAsync(
        CheckContext context,
        MailAccount account,
        MimeMessage message,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var targets = context.Mailboxes.TargetsOutside(account.Address);
        if (targets.Count == 0 || !context.SeesServices)
        {
            return;
        }

        // Only the foreign domain leads to a host that can be looked into; of the others the queue and the log tell.
        foreach (var target in targets)
        {
            var isFound = target.EndsWith($"@{context.Target.ForeignDomain}", StringComparison.OrdinalIgnoreCase)
                ? await HoldsAsync(
                        context,
                        async token => await ForeignSink.CountAsync(context, message.MessageId!, token).ConfigureAwait(false) > 0,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                : await HoldsAsync(context, token => IsTriedAsync(context, target, token), cancellationToken).ConfigureAwait(false);
            if (!isFound)
            {
                problems.Add($"mail to {account.Address} was not sent on to {target}");
            }
        }
    }

    private static async Task<bool> IsTriedAsync(CheckContext context, string target, CancellationToken cancellationToken) =>
        (
            await context
                .GuestAsync($"journalctl -q --no-pager --since @{context.GuestStart} | grep -F 'to=<{target}>'", cancellationToken)
                .ConfigureAwait(false)
        ).IsSuccess;

    private static Task<bool> HoldsAsync(
        CheckContext context,
        Func<CancellationToken, Task<bool>> condition,
        CancellationToken cancellationToken
    ) => Wait.WhetherAsync(condition, context.Scaled(60), TimeSpan.FromSeconds(1), context.Time, cancellationToken);

    private static async Task CountAsync(
        CheckContext context,
        MailAccount account,
        MimeMessage message,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var finals = context.Mailboxes.FinalBoxes(account.Address);
        foreach (var box in finals.Append(account).Distinct())
        {
            var wanted = finals.Contains(box) ? 1 : 0;
            if (await CountAsync(context, box, message, wanted, cancellationToken).ConfigureAwait(false) is var count && count != wanted)
            {
                problems.Add($"mail to {account.Address} is {count} times in the INBOX of {box.Address} instead of {wanted}");
            }
        }
    }

    // An address that only forwards need have no mailbox, and nobody who could log in to it.
    private static async Task<int> CountAsync(
        CheckContext context,
        MailAccount box,
        MimeMessage message,
        int wanted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await context.CountAsync(box, message.MessageId!, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException error) when (wanted == 0)
        {
            context.Transcript.Add($"tester  {box.Address} only forwards and has no mailbox: {error.Message}");
            return 0;
        }
    }

    private static string Shape(Mailboxes boxes, MailAccount account)
    {
        var isChain = account.ForwardsTo.Any(target =>
            boxes.Forwarding.Any(other => other.Address.Equals(target, StringComparison.OrdinalIgnoreCase))
        );
        return isChain ? "chain" : $"1 to {account.ForwardsTo.Count}";
    }
}
