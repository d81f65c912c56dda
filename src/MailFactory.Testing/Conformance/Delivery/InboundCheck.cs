using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Mail from a foreign server, on port 25 without a login, arrives.</summary>
internal sealed class InboundCheck() : Check("DLV-03", "Mail from outside", Severity.Critical, "RFC 5321")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var receiver = context.Mailboxes.First;
        var sender = $"stranger@{context.Target.ForeignDomain}";
        var sent = TestMail.Create(sender, "DLV-03 from outside", receiver.Address);
        var reply = await context.SendFromOutsideAsync(receiver.Address, sent, cancellationToken).ConfigureAwait(false);
        var copies = await context.WaitForAsync(receiver, sent, cancellationToken).ConfigureAwait(false);
        return CheckFinding.From(
            [.. EndToEndCheck.Compare(sent, copies, sender)],
            $"mail from outside arrives once and unchanged; the server said: {reply}"
        );
    }
}
