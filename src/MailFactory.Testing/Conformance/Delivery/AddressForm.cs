using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Sends mail to other forms of an account's address.</summary>
internal static class AddressForm
{
    /// <summary>
    /// Sends mail from outside to another form of the second account's address, and waits until it is there; the reason when it is refused,
    /// null when it arrived.
    /// </summary>
    public static async Task<string?> RefusalAsync(
        CheckContext context,
        string address,
        string subject,
        CancellationToken cancellationToken
    )
    {
        var reply = await context.AskRecipientAsync(address, cancellationToken).ConfigureAwait(false);
        if (!reply.IsAccepted)
        {
            return $"{MailSocket.Name(MailService.Smtp)}: {address} gets the reply: {reply}";
        }

        using var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", subject, address);
        await context.SendFromOutsideAsync(address, message, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(context.Mailboxes.Second, message, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
