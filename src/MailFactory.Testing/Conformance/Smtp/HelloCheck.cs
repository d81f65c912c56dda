using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>
/// HELO is understood as well as EHLO; commands that are unknown or out of order are refused and end nothing; RSET forgets what was said.
/// </summary>
internal sealed class HelloCheck()
    : Check(
        "SMTP-08",
        "HELO, sequence and unknown commands",
        Severity.Major,
        "RFC 5321 sections 4.1.1.1, 4.1.1.5, 4.1.4 and 4.2.4",
        "MAIL is refused before HELO or EHLO, RSET is not"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var session = await context.OpenSmtpAsync(MailService.Smtp, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
            var early = await session
                .CommandAsync($"MAIL FROM:<stranger@{context.Target.ForeignDomain}>", cancellationToken)
                .ConfigureAwait(false);
            if (early.IsAccepted)
            {
                problems.Unkept($"{session.Name}: MAIL before HELO gets the reply: {early}");
            }

            // Servers should take it without a greeting; none has to (RFC 5321 section 4.1.4).
            var reset = await session.CommandAsync("RSET", cancellationToken).ConfigureAwait(false);
            if (!reset.IsAccepted)
            {
                problems.Unkept($"{session.Name}: RSET before HELO gets the reply: {reset}");
            }

            var unknown = await session.CommandAsync("FOO bar", cancellationToken).ConfigureAwait(false);
            if (!unknown.IsRefused)
            {
                problems.Add($"{session.Name}: an unknown command gets the reply: {unknown}");
            }

            var hello = await session.CommandAsync($"HELO {SmtpDialogue.OwnName}", cancellationToken).ConfigureAwait(false);
            if (hello.Code != 250 || hello.Lines.Count != 1)
            {
                problems.Add($"{session.Name}: HELO gets the reply: {hello}");
            }

            var data = await session.CommandAsync("DATA", cancellationToken).ConfigureAwait(false);
            if (data.Code == 354 || data.IsAccepted)
            {
                problems.Add($"{session.Name}: DATA before MAIL gets the reply: {data}");
                return problems.Finding(string.Empty);
            }

            await session.ExpectAsync("NOOP", cancellationToken).ConfigureAwait(false);
            await ForgetAsync(context, session, problems, cancellationToken).ConfigureAwait(false);
            return problems.Finding(
                $"HELO works, DATA before MAIL gets {data.Code}, an unknown command {unknown.Code}, MAIL follows HELO, and RSET ends it"
            );
        }
    }

    /// <summary>A transaction begins after HELO, and RSET ends it with all that was said in it (RFC 5321 section 4.1.1.5).</summary>
    private static async Task ForgetAsync(
        CheckContext context,
        SmtpDialogue session,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var mail = await session
            .CommandAsync($"MAIL FROM:<stranger@{context.Target.ForeignDomain}>", cancellationToken)
            .ConfigureAwait(false);
        if (mail.IsRefused)
        {
            problems.Add($"{session.Name}: MAIL after HELO gets the reply: {mail}");
        }

        var reset = await session.CommandAsync("RSET", cancellationToken).ConfigureAwait(false);
        if (!reset.IsAccepted)
        {
            problems.Add($"{session.Name}: RSET gets the reply: {reset}");
        }

        var recipient = await session
            .CommandAsync($"RCPT TO:<{context.Mailboxes.Second.Address}>", cancellationToken)
            .ConfigureAwait(false);
        if (recipient.IsAccepted)
        {
            problems.Add($"{session.Name}: RSET forgets nothing: RCPT behind it, without MAIL, gets the reply: {recipient}");
        }
    }
}
