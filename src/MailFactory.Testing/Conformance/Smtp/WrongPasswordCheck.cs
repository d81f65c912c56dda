using System.Text;
using System.Text.RegularExpressions;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A wrong password and an unknown user are refused with the same words, so that users cannot be guessed.</summary>
internal sealed partial class WrongPasswordCheck()
    : Check("SMTP-06", "SMTP login with a wrong password", Severity.Critical, "RFC 4954 section 6")
{
    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (known, knownTime) = await TryAsync(context, context.Mailboxes.First.Address, cancellationToken).ConfigureAwait(false);
        var (unknown, unknownTime) = await TryAsync(context, $"no-such-user@{context.Mailboxes.Domain}", cancellationToken)
            .ConfigureAwait(false);
        var problems = new List<string>();
        if (known.Code != 535)
        {
            problems.Add($"a wrong password is answered: {known}");
        }

        if (unknown.Code != 535)
        {
            problems.Add($"an unknown user is answered: {unknown}");
        }

        if (Words(known) != Words(unknown))
        {
            problems.Add($"a wrong password ({known}) and an unknown user ({unknown}) are told apart");
        }

        return CheckFinding
            .From(problems, $"a wrong password and an unknown user are both answered: {known}")
            .With("wrong_password_ms", knownTime.TotalMilliseconds)
            .With("unknown_user_ms", unknownTime.TotalMilliseconds);
    }

    private static async Task<(SmtpReply Reply, TimeSpan Time)> TryAsync(
        CheckContext context,
        string user,
        CancellationToken cancellationToken
    )
    {
        var (session, _) = await context.GreetSmtpAsync(context.SubmissionService(), secure: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var started = context.Time.GetTimestamp();
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0definitely-wrong"));
            var reply = await session.CommandAsync($"AUTH PLAIN {credentials}", cancellationToken).ConfigureAwait(false);
            return (reply, context.Time.GetElapsedTime(started));
        }
    }

    // Postfix may append a session identifier in brackets, which differs each time.
    private static string Words(SmtpReply reply) => SessionId().Replace(reply.ToString(), string.Empty);

    [GeneratedRegex(@"<[^<>]*>|\bsession=\S+", RegexOptions.IgnoreCase)]
    private static partial Regex SessionId();
}
