using System.Text;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A server that offers SMTPUTF8 also delivers such mail; one that cannot must not offer it.</summary>
internal sealed class InternationalAddressCheck()
    : Check("DLV-06", "SMTPUTF8 only where it can be delivered", Severity.Major, "RFC 6531 sections 3.2 and 3.6")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var receiver = context.Mailboxes.Second;
        var (session, ehlo) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (!ehlo.Offers("SMTPUTF8"))
            {
                return CheckFinding.Passed("the server does not offer SMTPUTF8, so nobody relies on it");
            }

            if (!ehlo.Offers("8BITMIME"))
            {
                problems.Add($"{session.Name} offers SMTPUTF8 without 8BITMIME");
            }
        }

        var letter = await SendAsync(context, receiver, cancellationToken).ConfigureAwait(false);
        var copies = await context.WaitForAsync(receiver, letter.MessageId, letter.Subject, cancellationToken).ConfigureAwait(false);
        problems.Add(copies.SelectMany(copy => LetterComparison.Differences(letter, copy)));
        return problems.Finding("a mail from an address in UTF-8 was accepted and delivered");
    }

    private static async Task<Letter> SendAsync(CheckContext context, MailAccount receiver, CancellationToken cancellationToken)
    {
        // The talk's characters are bytes, so UTF-8 is written as the bytes that it is.
        var from = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"grüße@{context.Target.ForeignDomain}"));
        var plain = Letter.Write(
            $"stranger@{context.Target.ForeignDomain}",
            "DLV-06 in UTF-8",
            receiver.Address,
            eightBit: false,
            context.Time.GetUtcNow()
        );
        var letter = plain with
        {
            Sender = from,
            Header = [.. plain.Header.Select(line => line.StartsWith("From:", StringComparison.Ordinal) ? $"From: <{from}>" : line)],
        };
        var reply = await context
            .HandInAsync(MailService.Smtp, login: null, letter, receiver.Address, "BODY=8BITMIME SMTPUTF8", cancellationToken)
            .ConfigureAwait(false);
        return reply.IsAccepted
            ? letter
            : throw new MailProtocolException($"smtp/25: SMTPUTF8 is offered, but such a message gets the reply: {reply}");
    }
}
