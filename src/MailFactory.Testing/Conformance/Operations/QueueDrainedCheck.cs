using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>After all the tests nothing is left in the mail queue.</summary>
internal sealed class QueueDrainedCheck() : Check("OPS-04", "Mail queue is empty", Severity.Critical, "postqueue(1)")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var left = await MailQueue.DrainAsync(context, context.Scaled(60), cancellationToken).ConfigureAwait(false);
        return CheckFinding
            .From([.. left.Select(message => $"still queued: {message}")], "the mail queue is empty")
            .With("queued_messages", left.Count);
    }
}
