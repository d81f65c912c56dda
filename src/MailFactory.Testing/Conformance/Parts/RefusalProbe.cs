using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>Hands in messages that a scanner must refuse, and like ones that it must take.</summary>
internal static class RefusalProbe
{
    /// <summary>
    /// What is wrong with how the server answers the two: as a stranger on 25, and with a login where mail is submitted. A server that
    /// refuses everything protects nobody, so the harmless message must be taken.
    /// </summary>
    public static async Task<CheckFinding> AskAsync(
        CheckContext context,
        string what,
        Func<string, string, bool, MimeMessage> write,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems(context);
        var refusals = new List<string>();
        foreach (var service in new[] { MailService.Smtp, context.SubmissionService() })
        {
            var isOpen = service == MailService.Smtp;
            var from = isOpen ? "stranger@example.org" : context.Mailboxes.First.Address;
            foreach (var harmful in new[] { false, true })
            {
                var message = write(from, context.Mailboxes.Second.Address, harmful);
                // What a scanner puts off has been looked at by nobody; such a message is handed in again.
                var reply = await context
                    .HandInAsync(
                        service,
                        isOpen ? null : context.Mailboxes.First,
                        Letter.Of(message),
                        message.To.Mailboxes.First().Address,
                        parameters: string.Empty,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (harmful && !reply.IsRefused)
                {
                    problems.Add($"{MailSocket.Name(service)}: {what} got the reply: {reply}");
                }
                else if (!harmful && !reply.IsAccepted)
                {
                    problems.Add($"{MailSocket.Name(service)}: a harmless message got the reply: {reply}");
                }
                else if (harmful)
                {
                    refusals.Add($"{(int)service} with \"{reply}\"");
                }
            }
        }

        return problems.Finding($"{what} is refused on {string.Join(" and on ", refusals)}, and a harmless message is taken");
    }
}
