using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>
/// An address is the same in capitals. For the domain that is the standard's rule; for the user's name it is what this project's own
/// servers promise, as nobody expects otherwise.
/// </summary>
internal sealed class AddressCaseCheck()
    : Check("RCP-06", "Capitals in addresses", Severity.Minor, "RFC 5321 section 2.4", "capitals in the user's name do not matter either")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var parts = context.Mailboxes.Second.Address.Split('@');
        if (
            await AddressForm
                .RefusalAsync(context, $"{parts[0]}@{parts[1].ToUpperInvariant()}", "RCP-06 domain", cancellationToken)
                .ConfigureAwait(false) is
            { } refusal
        )
        {
            problems.Add(refusal);
            return problems.Finding(string.Empty);
        }

        if (
            await AddressForm
                .RefusalAsync(context, $"{parts[0].ToUpperInvariant()}@{parts[1]}", "RCP-06 user", cancellationToken)
                .ConfigureAwait(false) is
            { } other
        )
        {
            problems.Unkept(other);
        }

        return problems.Finding($"mail to {context.Mailboxes.Second.Address} in capitals arrives");
    }
}
