using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// The guest listens to the outside on the mail ports and SSH, no more and no less, and the clear ones answer from outside.
/// </summary>
internal sealed class PortSetCheck()
    : Check("OPS-01", "Exactly the expected ports", Severity.Critical, "RFC 8314 section 7.3 for the services", "no other port is open")
{
    private const int Ssh = 22;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Profile.GuestPorts.Values.Concat(context.Target.Guard is null ? [Ssh] : []).Order().ToList();
        var sockets = await context.GuestAsync("ss -H -ltn", cancellationToken).ConfigureAwait(false);
        var found = ListeningPorts.Public(sockets.EnsureSuccess().Output);
        var problems = new Problems(context);
        problems.Add(wanted.Except(found).Select(port => $"nothing listens on port {port}"));
        foreach (var port in found.Except(wanted).Except(context.OwnPorts))
        {
            problems.Unkept($"port {port} is open but not expected");
        }

        foreach (var service in context.Services().Where(service => !service.IsImplicitTls()))
        {
            try
            {
                var connection = await context.ConnectAsync(service, cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            catch (MailProtocolException error)
            {
                problems.Add(error.Message);
            }
        }

        var own = found.Except(wanted).ToList();
        var before = own.Count == 0 ? string.Empty : $"; {string.Join(' ', own)} open before the mail server was set up";
        return problems.Finding($"open to the outside are exactly {string.Join(' ', found)}{before}");
    }
}
