using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Sends letters by hand and judges what arrives of them.</summary>
internal static class LetterDelivery
{
    /// <summary>
    /// Sends a letter: with the sender's login on 465 or 587, or as a stranger on 25, there inside TLS when <paramref name="secure"/> says so,
    /// and with BDAT when <paramref name="inChunks"/> does; what is put off is tried again. Throws <see cref="MailProtocolException"/> when it is refused.
    /// </summary>
    public static Task<(Letter Letter, string Reply)> SendLetterAsync(
        this CheckContext context,
        MailService service,
        MailAccount? login,
        string from,
        string subject,
        string to,
        CancellationToken cancellationToken,
        bool secure = false,
        bool inChunks = false
    ) =>
        context.SendLetterAsync(
            service,
            login,
            eightBit => Letter.Write(from, subject, to, eightBit, context.Time.GetUtcNow()),
            to,
            cancellationToken,
            secure,
            inChunks
        );

    /// <summary>Sends a letter that is written when it is known whether the server takes bytes above 127.</summary>
    public static async Task<(Letter Letter, string Reply)> SendLetterAsync(
        this CheckContext context,
        MailService service,
        MailAccount? login,
        Func<bool, Letter> write,
        string to,
        CancellationToken cancellationToken,
        bool secure = false,
        bool inChunks = false
    )
    {
        Letter? letter = null;
        await context.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        var reply = await HandInAsync(context, service, login, secure, inChunks, Write, to, cancellationToken).ConfigureAwait(false);
        return reply.IsAccepted && letter is not null
            ? (letter, reply.ToString())
            : throw new MailProtocolException($"{MailSocket.Name(service)}: the message to {to} was not accepted: {reply}");

        (Letter, string) Write(SmtpReply ehlo)
        {
            var eightBit = ehlo.Offers("8BITMIME");
            letter = write(eightBit);
            return (letter, eightBit ? "BODY=8BITMIME" : string.Empty);
        }
    }

    /// <summary>
    /// Hands in a letter that is already written, with a login or as a stranger on 25; what is put off is tried again. Returns the reply to
    /// the message.
    /// </summary>
    /// <param name="context">What the check works with.</param>
    /// <param name="service">Where.</param>
    /// <param name="login">Who logs in; nobody when null.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="to">The recipient of the envelope.</param>
    /// <param name="parameters">What MAIL FROM is given behind the sender, such as <c>BODY=8BITMIME</c>.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task<SmtpReply> HandInAsync(
        this CheckContext context,
        MailService service,
        MailAccount? login,
        Letter letter,
        string to,
        string parameters,
        CancellationToken cancellationToken
    ) => HandInAsync(context, service, login, secure: false, inChunks: false, _ => (letter, parameters), to, cancellationToken);

    /// <summary>Waits for a letter and compares what IMAP and POP3 give out with what was sent.</summary>
    public static async Task JudgeAsync(
        this CheckContext context,
        MailAccount receiver,
        Letter letter,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var copies = await context.WaitForAsync(receiver, letter.MessageId, letter.Subject, cancellationToken).ConfigureAwait(false);
        if (copies.Count != 1)
        {
            problems.Add($"\"{letter.Subject}\": {copies.Count} copies arrived");
        }

        Judge(letter, copies[0], "IMAP", problems);
        if (context.HasPop3())
        {
            if (await Pop3Copy.ReadAsync(context, receiver, letter.MessageId, cancellationToken).ConfigureAwait(false) is { } copy)
            {
                Judge(letter, copy, "POP3", problems);
            }
            else
            {
                problems.Add($"\"{letter.Subject}\" is in the mailbox of {receiver.Address} over IMAP and not over POP3");
            }
        }
    }

    /// <summary>Counts the letters again, once nothing more is on its way: one where each belongs, and none in any other account.</summary>
    public static async Task JudgeOnceAsync(
        this CheckContext context,
        IReadOnlyCollection<(MailAccount Receiver, Letter Letter)> letters,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var account in context.Mailboxes.Keeping)
        {
            var counts = await context
                .CountAllAsync(account, [.. letters.Select(one => one.Letter.MessageId)], cancellationToken)
                .ConfigureAwait(false);
            foreach (var (count, (receiver, letter)) in counts.Zip(letters))
            {
                var wanted = account == receiver ? 1 : 0;
                if (count != wanted)
                {
                    problems.Add(
                        wanted == 1
                            ? $"\"{letter.Subject}\": {count} copies are there once the queue is empty"
                            : $"\"{letter.Subject}\" is for {receiver.Address}, and {count} copies are in the mailbox of {account.Address}"
                    );
                }
            }
        }
    }

    /// <summary>What is wrong with a copy: its bytes, and the trace that a server must leave (RFC 5321 section 4.4).</summary>
    internal static void Judge(Letter letter, byte[] copy, string by, Problems problems)
    {
        problems.Add(LetterComparison.Differences(letter, copy).Select(difference => $"\"{letter.Subject}\" by {by}: {difference}"));
        if (LetterComparison.Field(copy, "Received") is null)
        {
            problems.Add($"\"{letter.Subject}\" by {by}: no Received header was added");
        }
        else if (LetterComparison.TraceProblem(letter, copy) is { } trace)
        {
            problems.Add($"\"{letter.Subject}\" by {by}: {trace}");
        }

        if (LetterComparison.OrderProblem(letter, copy) is { } order)
        {
            problems.Unkept($"\"{letter.Subject}\" by {by}: {order}");
        }

        if (LetterComparison.Field(copy, "Return-Path") is var path && path != $"<{letter.Sender}>")
        {
            problems.Add($"\"{letter.Subject}\" by {by}: Return-Path is {path ?? "missing"} instead of <{letter.Sender}>");
        }
    }

    private static Task<SmtpReply> HandInAsync(
        CheckContext context,
        MailService service,
        MailAccount? login,
        bool secure,
        bool inChunks,
        Func<SmtpReply, (Letter Letter, string Parameters)> write,
        string to,
        CancellationToken cancellationToken
    ) =>
        Persistence.TryAsync(
            context,
            async token =>
            {
                var (session, ehlo) = await context.GreetSmtpAsync(service, secure || login is not null, token).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                {
                    if (login is not null)
                    {
                        await session.LogInAsync(login, token).ConfigureAwait(false);
                    }

                    var (letter, parameters) = write(ehlo);
                    await session.ExpectAsync($"MAIL FROM:<{letter.Sender}> {parameters}".TrimEnd(), token).ConfigureAwait(false);
                    await session.ExpectAsync($"RCPT TO:<{to}>", token).ConfigureAwait(false);
                    return inChunks
                        ? await session.ChunksAsync(letter.Lines, token).ConfigureAwait(false)
                        : await session.DataAsync(letter.Lines, token).ConfigureAwait(false);
                }
            },
            cancellationToken
        );
}
