using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Mail to a forwarding address reaches each final mailbox exactly once, over one step, to several, or along a chain.</summary>
internal sealed class ForwardingCheck() : Check("RCP-04", "Forwarding, one copy each", Severity.Critical, "RFC 5321 section 3.9")
{
    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var boxes = context.Mailboxes;
        if (boxes.Forwarding.Count == 0)
        {
            return CheckFinding.NotApplicable("no account of the configuration forwards its mail");
        }

        var problems = new List<string>();
        foreach (var account in boxes.Forwarding)
        {
            problems.AddRange(await TryAsync(context, account, cancellationToken).ConfigureAwait(false));
        }

        return CheckFinding.From(
            problems,
            $"mail arrives once in each final mailbox: {string.Join(", ", boxes.Forwarding.Select(account => $"{account.Address} ({Shape(boxes, account)})"))}"
        );
    }

    private static async Task<IEnumerable<string>> TryAsync(CheckContext context, MailAccount account, CancellationToken cancellationToken)
    {
        var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", $"RCP-04 to {account.Address}", account.Address);
        var finals = context.Mailboxes.FinalBoxes(account.Address);
        await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
        foreach (var box in finals)
        {
            await context.WaitForAsync(box, message, cancellationToken).ConfigureAwait(false);
        }

        // A second copy may still be on its way; only an empty queue ends the count.
        await MailQueue.DrainAsync(context, context.Scaled(30), cancellationToken).ConfigureAwait(false);
        var problems = new List<string>();
        foreach (var box in finals.Append(account).Distinct())
        {
            var wanted = finals.Contains(box) ? 1 : 0;
            var count = await context.CountAsync(box, message, cancellationToken).ConfigureAwait(false);
            if (count != wanted)
            {
                problems.Add($"mail to {account.Address} is {count} times in the INBOX of {box.Address} instead of {wanted}");
            }
        }

        return problems;
    }

    private static string Shape(Mailboxes boxes, MailAccount account)
    {
        var isChain = account.ForwardsTo.Any(target =>
            boxes.Forwarding.Any(other => other.Address.Equals(target, StringComparison.OrdinalIgnoreCase))
        );
        return isChain ? "chain" : $"1 to {account.ForwardsTo.Count}";
    }
}
