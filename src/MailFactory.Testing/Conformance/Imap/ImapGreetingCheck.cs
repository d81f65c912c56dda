using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>143 and 993 greet; before TLS 143 offers STARTTLS and forbids logins.</summary>
internal sealed class ImapGreetingCheck()
    : Check("IMAP-01", "IMAP greeting and capabilities", Severity.Critical, "RFC 9051 sections 6.1.1, 6.2.3, 7.1 and 11.1")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var passed = new List<string>();
        foreach (var service in context.Offered(MailService.Imap, MailService.Imaps))
        {
            var session = await context.OpenImapAsync(service, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var greeting = await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
                if (!greeting.StartsWith("* OK", StringComparison.OrdinalIgnoreCase))
                {
                    problems.Add($"{session.Name} greets with \"{greeting}\"");
                    continue;
                }

                var offered = await session.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
                if (!offered.Contains("IMAP4REV1") && !offered.Contains("IMAP4REV2"))
                {
                    problems.Add($"{session.Name} offers neither IMAP4rev1 nor IMAP4rev2");
                }

                passed.Add(service.IsImplicitTls() ? Secure(session.Name, offered, problems) : Clear(session.Name, offered, problems));
            }
        }

        return problems.Finding(string.Join(", ", passed));
    }

    private static string Secure(string service, IReadOnlySet<string> offered, Problems problems)
    {
        Require(service, offered, problems, wanted: ["AUTH=PLAIN"], unwanted: ["STARTTLS", "LOGINDISABLED"]);
        return "993 offers AUTH=PLAIN";
    }

    private static string Clear(string service, IReadOnlySet<string> offered, Problems problems)
    {
        Require(service, offered, problems, wanted: ["STARTTLS", "LOGINDISABLED"], unwanted: ["AUTH=PLAIN", "AUTH=LOGIN"]);
        return "143 offers STARTTLS and LOGINDISABLED before TLS";
    }

    private static void Require(string service, IReadOnlySet<string> offered, Problems problems, string[] wanted, string[] unwanted)
    {
        problems.Add(wanted.Where(name => !offered.Contains(name)).Select(name => $"{service} does not offer {name}"));
        problems.Add(unwanted.Where(offered.Contains).Select(name => $"{service} offers {name}"));
    }
}
