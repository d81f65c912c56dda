using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Bounds one step of a talk with a server.</summary>
internal static class Deadline
{
    /// <summary>Runs a step; throws <see cref="ServerSilentException"/> with what went wrong when it takes longer than allowed.</summary>
    public static async Task RunAsync(string what, TimeSpan limit, Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            await step(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServerSilentException($"{what} within {Spans.Seconds(limit)}");
        }
    }
}
