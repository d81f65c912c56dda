using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>143 and 993 greet; before TLS 143 offers STARTTLS and forbids logins.</summary>
internal sealed class ImapGreetingCheck()
    : Check("IMAP-01", "IMAP greeting and capabilities", Severity.Critical, "RFC 9051 sections 7.1 and 6.2.3")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var passed = new List<string>();
        foreach (var service in context.Offered(MailService.Imap, MailService.Imaps))
        {
            var offered = await ReadAsync(context, service, problems, cancellationToken).ConfigureAwait(false);
            if (service.IsImplicitTls())
            {
                Require(offered, "993", problems, wanted: ["IMAP4REV1", "AUTH=PLAIN"], unwanted: ["STARTTLS", "LOGINDISABLED"]);
                passed.Add("993 offers AUTH=PLAIN");
            }
            else
            {
                Require(
                    offered,
                    "143",
                    problems,
                    wanted: ["IMAP4REV1", "STARTTLS", "LOGINDISABLED"],
                    unwanted: ["AUTH=PLAIN", "AUTH=LOGIN"]
                );
                passed.Add("143 offers STARTTLS and LOGINDISABLED before TLS");
            }
        }

        return CheckFinding.From(problems, string.Join(", ", passed));
    }

    private static async Task<IReadOnlySet<string>> ReadAsync(
        CheckContext context,
        MailService service,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        var session = await context.OpenImapAsync(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var greeting = await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            if (!greeting.StartsWith("* OK", StringComparison.Ordinal))
            {
                problems.Add($"{(int)service} greets with \"{greeting}\"");
            }

            return await session.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Require(IReadOnlySet<string> offered, string port, List<string> problems, string[] wanted, string[] unwanted)
    {
        problems.AddRange(wanted.Where(name => !offered.Contains(name)).Select(name => $"{port} does not offer {name}"));
        problems.AddRange(unwanted.Where(offered.Contains).Select(name => $"{port} offers {name}"));
    }
}
