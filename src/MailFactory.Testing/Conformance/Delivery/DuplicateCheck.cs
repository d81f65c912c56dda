using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>One message to a user and to an address that leads to the same user is one copy in the user's mailbox.</summary>
internal sealed class DuplicateCheck()
    : Check(
        "DLV-09",
        "One copy for a user and an alias of the user",
        Severity.Minor,
        "RFC 5321 section 3.9",
        "a message to an address and to another that forwards there is delivered once"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var boxes = context.Mailboxes;
        var alias = boxes.Forwarding.FirstOrDefault(account => boxes.FinalBoxes(account.Address).Any(box => box != account));
        if (alias is null)
        {
            return CheckFinding.NotApplicable("no account of the configuration forwards its mail to another one of it");
        }

        var box = boxes.FinalBoxes(alias.Address).First(box => box != alias);
        var problems = new Problems(context);
        var message = TestMail.Create(boxes.First.Address, "DLV-09 to a user twice", box.Address, alias.Address);
        await context.SubmitAsync(context.SubmissionService(), boxes.First, message, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(box, message, cancellationToken).ConfigureAwait(false);
        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        var count = await context.CountAsync(box, message.MessageId!, cancellationToken).ConfigureAwait(false);
        if (count != 1)
        {
            problems.Unkept($"a message to {box.Address} and {alias.Address}, which leads there, was delivered {count} times");
        }

        return problems.Finding($"a message to {box.Address} and {alias.Address}, which leads there, arrives");
    }
}
