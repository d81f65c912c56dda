using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Without TLS, 587 takes neither a login nor a mail, and 25 takes no login.</summary>
internal sealed class ClearTextAuthCheck() : Check("SMTP-04", "No AUTH before TLS", Severity.Critical, "RFC 4954 section 4; RFC 8314")
{
    // "\0nobody\0wrong": a server that looks at it answers 535, which is the fault that is looked for.
    private const string Login = "AUTH PLAIN AG5vYm9keQB3cm9uZw==";

    private static readonly int[] _refusals = [500, 502, 503, 504, 523, 530, 538];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var (submission, ehlo) = await context
            .GreetSmtpAsync(MailService.Submission, secure: false, cancellationToken)
            .ConfigureAwait(false);
        SmtpReply auth;
        await using (submission.ConfigureAwait(false))
        {
            if (ehlo.Offers("AUTH"))
            {
                problems.Add("587 offers AUTH before TLS");
            }

            auth = await submission.CommandAsync(Login, cancellationToken).ConfigureAwait(false);
            RequireRefusal("587 AUTH", auth, problems);
            var mail = await submission
                .CommandAsync($"MAIL FROM:<{context.Mailboxes.First.Address}>", cancellationToken)
                .ConfigureAwait(false);
            RequireRefusal("587 MAIL", mail, problems);
        }

        var (relay, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (relay.ConfigureAwait(false))
        {
            RequireRefusal("25 AUTH", await relay.CommandAsync(Login, cancellationToken).ConfigureAwait(false), problems);
        }

        return CheckFinding.From(problems, $"AUTH before TLS is refused: {auth}");
    }

    private static void RequireRefusal(string what, SmtpReply reply, List<string> problems)
    {
        if (!_refusals.Contains(reply.Code))
        {
            problems.Add($"{what} before TLS is answered: {reply}");
        }
    }
}
