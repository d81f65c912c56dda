using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance;

/// <summary>
/// Tries again what a server puts off (4xx), as every sender must (RFC 5321 section 4.5.4.1). The pauses are shorter than a real sender's
/// half hour; in all they outlast the five minutes for which greylisting commonly waits.
/// </summary>
internal static class Persistence
{
    private static readonly double[] _pausesInSeconds = [5, 60, 120, 150];

    /// <summary>The first reply that is no temporary refusal, or the last temporary one.</summary>
    /// <param name="context">What the check works with.</param>
    /// <param name="attempt">Tries once; a <see cref="SmtpRefusedException"/> with a temporary reply counts as one.</param>
    /// <param name="cancellationToken">Ends the attempts early.</param>
    public static async Task<SmtpReply> TryAsync(
        CheckContext context,
        Func<CancellationToken, Task<SmtpReply>> attempt,
        CancellationToken cancellationToken
    )
    {
        foreach (var seconds in _pausesInSeconds)
        {
            var reply = await OnceAsync(attempt, cancellationToken).ConfigureAwait(false);
            if (!reply.IsPutOff)
            {
                return reply;
            }

            var pause = context.Scaled(seconds);
            context.Transcript.Add($"tester  put off with \"{reply}\"; the next attempt is in {Spans.Seconds(pause)}");
            await Task.Delay(pause, context.Time, cancellationToken).ConfigureAwait(false);
        }

        return await OnceAsync(attempt, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SmtpReply> OnceAsync(Func<CancellationToken, Task<SmtpReply>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await attempt(cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpRefusedException refused) when (refused.Reply.IsPutOff)
        {
            return refused.Reply;
        }
    }
}
