using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A stranger cannot send to other domains: not on 25, 465 or 587, not inside TLS, and in no disguise.</summary>
internal sealed class OpenRelayCheck()
    : Check(
        "REL-01",
        "No open relay",
        Severity.Critical,
        "RFC 5321 section 7.9; RFC 2505 section 2.1; RFC 6409 section 4.3",
        "no mail to subdomains that are not configured"
    )
{
    // Greylisting lets mail in at the second try, about a minute later.
    private const double SecondTrySeconds = 60;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var attempts = RelayAttempt.All(context);
        var doors = RelayDoor.Of(context);
        var answers = await Task.WhenAll(doors.Select(door => TryAsync(context, door, attempts, problems, cancellationToken)))
            .ConfigureAwait(false);
        var replies = answers.SelectMany(replies => replies).ToList();
        var putOff = replies.Count(reply => reply.IsPutOff);
        var again = putOff > 0 ? $"; {putOff} were put off and tried again" : string.Empty;
        return problems.Finding(
            $"{attempts.Count} ways to relay are refused at {string.Join(", ", doors)}{again}; the first answer: "
                + $"{replies.FirstOrDefault(reply => !reply.IsAccepted)}"
        );
    }

    private static async Task<IReadOnlyList<SmtpReply>> TryAsync(
        CheckContext context,
        RelayDoor door,
        IReadOnlyList<RelayAttempt> attempts,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var probe = new RelayProbe(context, door);
            var answers = await probe.TryAsync(attempts, cancellationToken).ConfigureAwait(false);
            var putOff = answers.Where(answer => answer.Reply.IsPutOff).Select(answer => answer.Attempt).ToList();
            if (putOff.Count > 0)
            {
                context.Transcript.Add(
                    $"tester  {door}: {putOff.Count} attempts are put off; they are made again in "
                        + $"{Spans.Seconds(context.Scaled(SecondTrySeconds))}, as a sender would"
                );
                await Task.Delay(context.Scaled(SecondTrySeconds), context.Time, cancellationToken).ConfigureAwait(false);
                answers = [.. answers, .. await probe.TryAsync(putOff, cancellationToken).ConfigureAwait(false)];
            }

            var accepted = answers.Where(answer => answer.Reply.IsAccepted).ToList();
            if (
                accepted.Any(answer => answer.Attempt.LooksLocal)
                && await TakesAnybodyAsync(probe, context, cancellationToken).ConfigureAwait(false)
            )
            {
                problems.Warn(
                    $"{door} takes mail to any name in its own domains, so whether "
                        + $"{accepted.First(answer => answer.Attempt.LooksLocal).Attempt} leads outside cannot be told"
                );
                accepted.RemoveAll(answer => answer.Attempt.LooksLocal);
            }

            foreach (var (attempt, reply) in accepted)
            {
                Tell(problems, attempt, $"{door}: {attempt} and a message are accepted: {reply}");
            }

            return [.. answers.Select(answer => answer.Reply)];
        }
        catch (MailProtocolException error)
        {
            problems.Add(error.Message);
            return [];
        }
    }

    // A server of somebody else may well serve subdomains; ours does not.
    private static void Tell(Problems problems, RelayAttempt attempt, string problem)
    {
        if (attempt.To.StartsWith("victim@sub.", StringComparison.Ordinal))
        {
            problems.Unkept(problem);
        }
        else
        {
            problems.Add(problem);
        }
    }

    private static async Task<bool> TakesAnybodyAsync(RelayProbe probe, CheckContext context, CancellationToken cancellationToken)
    {
        var anybody = new RelayAttempt(
            SmtpDialogue.OwnName,
            "stranger@example.com",
            $"nobody-{Guid.NewGuid():N}@{context.Mailboxes.Domain}"
        );
        var answers = await probe.TryAsync([anybody], cancellationToken).ConfigureAwait(false);
        return answers[0].Reply.IsAccepted;
    }
}
