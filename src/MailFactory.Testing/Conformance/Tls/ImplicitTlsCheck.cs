using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>465, 993 and 995 speak TLS before the first line, and then greet.</summary>
internal sealed class ImplicitTlsCheck()
    : Check("TLS-01", "Implicit TLS on 465, 993 and 995", Severity.Critical, "RFC 8314 sections 3.1 to 3.3")
{
    private static readonly Dictionary<MailService, string> _greetings = new()
    {
        [MailService.Submissions] = "220",
        [MailService.Imaps] = "* OK",
        [MailService.Pop3s] = "+OK",
    };

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var services = context.Offered(_greetings.Keys);
        foreach (var service in services)
        {
            var greeting = _greetings[service];
            try
            {
                var connection = await context.OpenAsync(service, cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    var line = await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
                    if (!line.StartsWith(greeting, StringComparison.OrdinalIgnoreCase))
                    {
                        problems.Add($"{MailSocket.Name(service)} greets with \"{line}\"");
                    }
                }
            }
            catch (MailProtocolException error)
            {
                problems.Add(error.Message);
            }
        }

        return problems.Finding($"{Offering.Numbers(services)} make the TLS handshake first and then greet");
    }
}
