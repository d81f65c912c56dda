using System.Text.RegularExpressions;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A wrong password and an unknown user are refused with the same words, so that users cannot be guessed.</summary>
internal sealed partial class WrongPasswordCheck()
    : Check("SMTP-06", "SMTP login with a wrong password", Severity.Critical, "RFC 4954 sections 6 and 9", "the refusal is 535")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var (known, knownTime) = await TryAsync(context, context.Mailboxes.First.Address, "a wrong password", problems, cancellationToken)
            .ConfigureAwait(false);
        var (unknown, unknownTime) = await TryAsync(
                context,
                $"no-such-user@{context.Mailboxes.Domain}",
                "an unknown user",
                problems,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (Words(known) != Words(unknown))
        {
            problems.Add($"a wrong password ({known}) and an unknown user ({unknown}) are told apart");
        }

        return problems
            .Finding($"a wrong password and an unknown user are both answered: {known}")
            .With("wrong_password_ms", knownTime.TotalMilliseconds)
            .With("unknown_user_ms", unknownTime.TotalMilliseconds);
    }

    private static async Task<(SmtpReply Reply, TimeSpan Time)> TryAsync(
        CheckContext context,
        string user,
        string what,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var (session, _) = await context.GreetSmtpAsync(context.SubmissionService(), secure: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var started = context.Time.GetTimestamp();
            var reply = await session
                .CommandAsync($"AUTH PLAIN {MailAccount.PlainCredentialsOf(user, "definitely-wrong")}", cancellationToken)
                .ConfigureAwait(false);
            if (!reply.IsRefused && !reply.IsPutOff)
            {
                problems.Add($"{session.Name}: {what} is answered: {reply}");
            }
            else if (reply.Code != 535)
            {
                problems.Unkept($"{session.Name}: {what} is not answered 535 but: {reply}");
            }

            return (reply, context.Time.GetElapsedTime(started));
        }
    }

    // Postfix may append a session identifier in brackets, which differs each time.
    private static string Words(SmtpReply reply) => SessionId().Replace(reply.ToString(), string.Empty);

    [GeneratedRegex(@"<[^<>]*>|\bsession=\S+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SessionId();
}
