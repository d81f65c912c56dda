using System.Globalization;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A message that has been through more servers than any way has is in a loop, and is not sent round once more.</summary>
internal sealed class MailLoopCheck()
    : Check(
        "POL-05",
        "Mail in a loop is stopped",
        Severity.Minor,
        "RFC 5321 section 6.3",
        "a message with 120 Received headers is refused at once"
    )
{
    // A threshold by number should be at least 100; some servers have a lower one, and no way of a day is longer than the other number.
    private const int Loop = 120;
    private const int Way = 15;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var receiver = context.Mailboxes.Second;
        var usual = await SendAsync(context, Way, cancellationToken).ConfigureAwait(false);
        if (!usual.Reply.IsAccepted)
        {
            return CheckFinding.Failed($"smtp/25: a message with {Way} Received headers gets the reply: {usual.Reply}");
        }

        var looping = await SendAsync(context, Loop, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(receiver, usual.Letter.MessageId, usual.Letter.Subject, cancellationToken).ConfigureAwait(false);
        if (looping.Reply.IsAccepted)
        {
            // It may still be stopped behind the reply; other ways than counting are allowed as well.
            await context.SettleAsync(cancellationToken).ConfigureAwait(false);
            var count = await context.CountAsync(receiver, looping.Letter.MessageId, cancellationToken).ConfigureAwait(false);
            problems.Unkept(
                $"smtp/25: a message with {Loop} Received headers gets the reply: {looping.Reply}; "
                    + (count > 0 ? "it was delivered" : "it was not delivered")
            );
            return problems.Finding($"a message with {Loop} Received headers is taken, and one with {Way} as well");
        }

        return problems.Finding(
            $"a message with {Loop} Received headers gets the reply \"{looping.Reply}\", and one with {Way} is delivered"
        );
    }

    private static async Task<(Letter Letter, SmtpReply Reply)> SendAsync(
        CheckContext context,
        int hops,
        CancellationToken cancellationToken
    )
    {
        var receiver = context.Mailboxes.Second.Address;
        var from = $"stranger@{context.Target.ForeignDomain}";
        var message = TestMail.Create(from, $"POL-05 {hops} servers", receiver);
        var letter = Letter.Of(message);
        var date = context.Time.GetUtcNow().ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        var trace = Enumerable
            .Range(0, hops)
            .Select(hop => $"Received: from host{hop + 1}.example.org by host{hop}.example.org with ESMTP id x{hop}; {date} +0000");
        letter = letter with { Header = [.. trace, .. letter.Header] };
        var reply = await context
            .HandInAsync(MailService.Smtp, login: null, letter, receiver, parameters: string.Empty, cancellationToken)
            .ConfigureAwait(false);
        return (letter, reply);
    }
}
