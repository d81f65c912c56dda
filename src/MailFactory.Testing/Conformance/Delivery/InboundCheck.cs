using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Mail from a foreign server, on port 25 without a login, arrives in every domain, once and byte for byte.</summary>
internal sealed class InboundCheck()
    : Check("DLV-03", "Mail from outside", Severity.Critical, "RFC 5321 sections 3.3, 4.4 and 4.5.2; RFC 6152")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var sender = $"stranger@{context.Target.ForeignDomain}";
        var reply = string.Empty;
        var letters = new List<(MailAccount, Letter)>();
        foreach (var receiver in context.Mailboxes.OfEachDomain)
        {
            (var letter, reply) = await context
                .SendLetterAsync(
                    MailService.Smtp,
                    login: null,
                    sender,
                    $"DLV-03 to {receiver.Address}",
                    receiver.Address,
                    cancellationToken
                )
                .ConfigureAwait(false);
            await context.JudgeAsync(receiver, letter, problems, cancellationToken).ConfigureAwait(false);
            letters.Add((receiver, letter));
        }

        await context.JudgeOnceAsync(letters, problems, cancellationToken).ConfigureAwait(false);
        return problems.Finding(
            $"mail from outside to {string.Join(", ", letters.Select(letter => letter.Item1.Address))} arrives once and byte "
                + $"for byte; the server said: {reply}"
        );
    }
}
