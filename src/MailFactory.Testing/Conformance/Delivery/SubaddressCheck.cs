using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>What follows a plus sign in the user's name is left out when the mailbox is looked for.</summary>
internal sealed class SubaddressCheck()
    : Check("RCP-05", "Addresses with a plus sign", Severity.Minor, "RFC 5233 section 1 names the use", "user+anything is the user's")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var address = context.Mailboxes.Second.Address.Replace("@", "+check@", StringComparison.Ordinal);
        if (await AddressForm.RefusalAsync(context, address, "RCP-05 plus", cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            problems.Unkept(refusal);
            return problems.Finding($"the server does not take {address} for {context.Mailboxes.Second.Address}");
        }

        return problems.Finding($"mail to {address} arrives at {context.Mailboxes.Second.Address}");
    }
}
