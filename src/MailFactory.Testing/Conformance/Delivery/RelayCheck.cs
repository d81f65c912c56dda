using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A logged-in user can send to other domains; the mail reaches the foreign host, a sink inside the guest.</summary>
internal sealed class RelayCheck() : Check("REL-02", "Relaying for logged-in users", Severity.Major, "RFC 6409 section 4.3")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        var sender = context.Mailboxes.First;
        var message = TestMail.Create(sender.Address, "REL-02 to a foreign host", $"friend@{context.Target.ForeignDomain}");
        var reply = await context.SubmitAsync(context.SubmissionService(), sender, message, cancellationToken).ConfigureAwait(false);
        try
        {
            await Wait.UntilAsync(
                    $"the sink for {context.Target.ForeignDomain} holds the message",
                    async token => await ForeignSink.CountAsync(context, message.MessageId!, token).ConfigureAwait(false) > 0,
                    context.Scaled(60),
                    TimeSpan.FromSeconds(1),
                    context.Time,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (WaitTimeoutException)
        {
            var queue = await MailQueue.ReadAsync(context, cancellationToken).ConfigureAwait(false);
            return CheckFinding.Failed(
                $"the server accepted the mail ({reply}) but the foreign host never got it; queued: {CheckFinding.Join(queue)}"
            );
        }

        return CheckFinding.Passed($"mail to {context.Target.ForeignDomain} reached the foreign host; the server said: {reply}");
    }
}
