using System.Globalization;
using System.Text.RegularExpressions;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Where firewalld runs, it lets the mail ports and SSH through, and no mail port that the server does not have.</summary>
internal sealed partial class FirewallCheck()
    : Check("NET-01", "The firewall lets the right ports through", Severity.Major, "firewall-cmd(1)", "no other port is let through")
{
    private const int Ssh = 22;

    // Cockpit, which Fedora and Enterprise Linux let through from the beginning.
    private static readonly int[] _ofDistro = [9090];

    // The ports of each service by name, and those that were let through by number: "25/tcp" and so on.
    private const string Ask =
        "for service in $(firewall-cmd --list-services); do firewall-cmd --info-service=$service | grep ' ports:'; done; firewall-cmd --list-ports";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var state = await context.GuestAsync("firewall-cmd --state 2>/dev/null", cancellationToken).ConfigureAwait(false);
        if (state.Output.Trim() != "running")
        {
            return CheckFinding.NotApplicable("no firewalld runs on this machine");
        }

        var rules = (await context.GuestAsync(Ask, cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output;
        var open = TcpPort()
            .Matches(rules)
            .Select(match => int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture))
            .Distinct();
        var found = open.Order().ToList();
        var wanted = context.Profile.GuestPorts.Values.Append(Ssh).Order().ToList();
        var problems = new Problems(context);
        problems.Add(wanted.Except(found).Select(port => $"the firewall does not let port {port} through"));
        foreach (var port in found.Except(wanted).Except(context.OwnPorts).Except(_ofDistro))
        {
            problems.Unkept($"the firewall lets port {port} through, which the mail server does not need");
        }

        return problems.Finding($"firewalld lets through {string.Join(' ', found)}");
    }

    [GeneratedRegex(@"\b(?<port>[0-9]{1,5})/tcp\b", RegexOptions.NonBacktracking)]
    private static partial Regex TcpPort();
}
