using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A message above the limit that the server announces is refused also when its sender did not say how large it is.</summary>
internal sealed class UndeclaredSizeCheck()
    : Check(
        "POL-03",
        "Undeclared size above the limit",
        Severity.Major,
        "RFC 1870 sections 6.2 and 6.3; RFC 5321 section 4.5.3.1.9",
        "the refusal is 552"
    )
{
    private const long LargestTried = 64L << 20;
    private const int LinesAtOnce = 1000;

    // A twentieth more than the limit: servers that count the ends of lines as one byte (Exim) see less than was sent.
    private const int Excess = 20;
    private static readonly string _line = new('x', 98);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        // Without a number, or with 0, the server names no limit (RFC 1870 section 4).
        if (await context.SizeLimitAsync(MailService.Smtp, cancellationToken).ConfigureAwait(false) is not { } limit)
        {
            return CheckFinding.NotApplicable("the server announces no limit for the size of a message");
        }

        if (limit > LargestTried)
        {
            return CheckFinding.NotApplicable($"the limit of {Sizes.Mebibytes(limit)} is too high to be tried");
        }

        SmtpReply? reply = null;
        await Persistence
            .TryAsync(
                context,
                async token =>
                {
                    reply = await TryAsync(context, limit, token).ConfigureAwait(false);
                    return reply ?? SmtpReply.HungUp("the server hung up");
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var problems = new Problems(context);
        var name = MailSocket.Name(MailService.Smtp);
        if (reply is null)
        {
            problems.Warn($"{name}: a message of more than {limit} bytes is not answered, the server hangs up");
        }
        else if (reply.IsAccepted)
        {
            problems.Add($"{name} announces SIZE {limit}, but a larger message gets the reply: {reply}");
        }
        else if (reply.Code != 552)
        {
            problems.Unkept($"{name}: a message of more than {limit} bytes is not answered 552 but: {reply}");
        }

        return problems.Finding($"a message of more than {limit} bytes gets the reply: {reply}");
    }

    private static async Task<SmtpReply?> TryAsync(CheckContext context, long limit, CancellationToken cancellationToken)
    {
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (from, to) = ($"stranger@{context.Target.ForeignDomain}", context.Mailboxes.Second.Address);
            await session.ExpectAsync($"MAIL FROM:<{from}>", cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync($"RCPT TO:<{to}>", cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync("DATA", cancellationToken).ConfigureAwait(false);
            return await StreamAsync(context, session, $"From: <{from}>\r\nTo: <{to}>\r\n", limit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a little more than the limit and returns the answer; null when the server hung up.</summary>
    private static async Task<SmtpReply?> StreamAsync(
        CheckContext context,
        SmtpDialogue session,
        string header,
        long limit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await session
                .SendRawAsync(
                    $"{header}Subject: POL-03 too large\r\nMessage-ID: <pol-03@{SmtpDialogue.OwnName}>\r\n\r\n",
                    cancellationToken
                )
                .ConfigureAwait(false);
            var block = string.Concat(Enumerable.Repeat($"{_line}\r\n", LinesAtOnce));
            for (long sent = 0; sent <= limit + (limit / Excess); sent += block.Length)
            {
                await session.SendMoreAsync(block, cancellationToken).ConfigureAwait(false);
            }

            await session.SendMoreAsync(".\r\n", cancellationToken).ConfigureAwait(false);
            return await session.ReadReplyAsync(cancellationToken, 2 * context.PatienceWith(MailService.Smtp)).ConfigureAwait(false);
        }
        catch (MailProtocolException error) when (error is not ServerSilentException)
        {
            context.Transcript.Add($"tester  the talk ended: {error.Message}");
            return null;
        }
    }
}
