using System.Text.RegularExpressions;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>VRFY and EXPN answer, and tell a stranger nothing about who has a mailbox.</summary>
internal sealed class VerifyCheck()
    : Check(
        "SMTP-09",
        "VRFY and EXPN tell nothing",
        Severity.Major,
        "RFC 5321 sections 3.5.3 and 7.3",
        "the same answer for known and unknown users"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            SmtpReply? last = null;
            foreach (var verb in new[] { "VRFY", "EXPN" })
            {
                var users = new[] { context.Mailboxes.First.Address, $"no-such-user@{context.Mailboxes.Domain}" };
                var known = await session.CommandAsync($"{verb} {users[0]}", cancellationToken).ConfigureAwait(false);
                var unknown = await session.CommandAsync($"{verb} {users[1]}", cancellationToken).ConfigureAwait(false);
                if (Words(known, users) != Words(unknown, users))
                {
                    problems.Unkept($"{session.Name}: {verb} tells a known user ({known}) from an unknown one ({unknown})");
                }

                // 252 says that it cannot be told; 250 and 251 are for those who can be (RFC 5321 section 3.5.3).
                if (unknown.Code is 250 or 251)
                {
                    problems.Add($"{session.Name}: {verb} of an unknown user gets the reply: {unknown}");
                }

                last = known;
            }

            return problems.Finding($"VRFY and EXPN are answered alike for known and unknown users, the last with: {last}");
        }
    }

    private static string Words(SmtpReply reply, IEnumerable<string> users) =>
        users.Aggregate(
            reply.ToString(),
            (text, user) => Regex.Replace(text, $"{Regex.Escape(user)}|{Regex.Escape(user.Split('@')[0])}", "user", RegexOptions.IgnoreCase)
        );
}
