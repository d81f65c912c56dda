using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Servers;

/// <summary>What a test of somebody's server prints.</summary>
internal static class ServerReportText
{
    private const int MostSummary = 160;

    /// <summary>What is about to be done to whose accounts.</summary>
    public static string Before(ServerInputs inputs, MailServerTarget target, int mostMails) =>
        $"""
            testing {inputs.Configuration.Hostname} at {target.Host} by the profile {target.Profile.Name}
              services   {string.Join(", ", target.Ports.OrderBy(pair => pair.Key).Select(pair => Service(pair.Key, pair.Value)))}
              mail       at most {mostMails}, to {string.Join(", ", inputs.Configuration.Accounts.Select(account => account.Address))}
              afterwards mail and mailboxes of the checks are removed from these accounts
            """;

    /// <summary>One line about a check.</summary>
    public static string Of(CheckResult check)
    {
        var summary = check.Summary.ReplaceLineEndings(" ");
        return $"  {check.Id, -8} {RunWords.Of(check.Verdict), -14} {Spans.TenthsOfSeconds(check.Duration), 8}  "
            + (summary.Length > MostSummary ? $"{summary[..MostSummary]}…" : summary);
    }

    /// <summary>One line about what has not ended yet.</summary>
    public static string Running(string id, TimeSpan elapsed, string what) =>
        $"  {id, -8} {"running", -14} {Spans.TenthsOfSeconds(elapsed), 8}  {what}";

    private static string Service(MailService service, int port) =>
        (int)service == port ? MailSocket.Name(service) : $"{MailSocket.Name(service)} on port {port}";
}
