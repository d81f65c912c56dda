using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Mail to the postmaster arrives, with the domain and without it.</summary>
internal sealed class PostmasterCheck() : Check("RCP-02", "Postmaster is reachable", Severity.Major, "RFC 5321 section 4.5.1")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var address = $"postmaster@{context.Mailboxes.Domain}";
        var boxes = context.Mailboxes.FinalBoxes(address);
        if (boxes.Count == 0)
        {
            return CheckFinding.NotApplicable($"the configuration has no account {address}");
        }

        foreach (var recipient in new[] { address, "postmaster" })
        {
            var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", $"RCP-02 to <{recipient}>", address);
            await context.SendFromOutsideAsync(recipient, message, cancellationToken).ConfigureAwait(false);
            foreach (var box in boxes)
            {
                await context.WaitForAsync(box, message, cancellationToken).ConfigureAwait(false);
            }
        }

        return CheckFinding.Passed(
            $"mail to <{address}> and <postmaster> arrives at {string.Join(" and ", boxes.Select(box => box.Address))}"
        );
    }
}
