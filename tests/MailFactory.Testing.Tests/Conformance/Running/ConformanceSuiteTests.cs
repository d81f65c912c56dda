using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Conformance.Running;

public sealed class ConformanceSuiteTests
{
    private static readonly string[] _wanted =
    [
        "SMTP-01",
        "SMTP-02",
        "SMTP-03",
        "SMTP-04",
        "SMTP-06",
        "SMTP-08",
        "SMTP-09",
        "SMTP-10",
        "TLS-01",
        "TLS-02",
        "TLS-03",
        "TLS-04",
        "TLS-05",
        "TLS-06",
        "TLS-07",
        "TLS-08",
        "TLS-09",
        "TLS-11",
        "REL-01",
        "REL-02",
        "RCP-01",
        "RCP-02",
        "RCP-04",
        "POL-01",
        "POL-02",
        "DLV-01",
        "DLV-02",
        "DLV-03",
        "DLV-04",
        "DLV-06",
        "IMAP-01",
        "IMAP-02",
        "IMAP-03",
        "IMAP-04",
        "IMAP-05",
        "IMAP-06",
        "IMAP-07",
        "IMAP-08",
        "IMAP-09",
        "IMAP-10",
        "IMAP-11",
        "POP-01",
        "POP-02",
        "POP-03",
        "SIV-01",
        "SIV-02",
        "SPM-01",
        "VIR-01",
        "DKM-01",
        "QTA-01",
        "QTA-02",
        "OPS-01",
        "OPS-02",
        "OPS-03",
        "OPS-04",
        "OPS-05",
        "OPS-08",
        "SMTP-12",
        "SMTP-13",
        "POL-05",
        "DLV-07",
        "DLV-11",
        "DLV-09",
        "DLV-10",
        "TLS-10",
        "RCP-05",
        "RCP-06",
        "POL-04",
        "VIR-03",
        "NET-01",
        "DNS-01",
        "OPS-06",
        "OPS-07",
        "OPS-09",
        "OPS-11",
        "OPS-13",
        "RCP-03",
        "RCP-07",
        "POL-03",
        "DLV-08",
        "IMAP-12",
        "SEC-01",
        "OPS-10",
        "OPS-12",
        "OPS-14",
        "DKM-03",
        "VIR-02",
        "SIV-04",
    ];

    private static readonly string[] _order = [.. ConformanceSuite.Checks.Select(check => check.Id)];

    [Fact]
    public void Every_check_is_there_once() => Assert.Equal(_wanted.Order(), _order.Order());

    [Fact]
    public void Wrong_passwords_come_after_all_right_ones_then_the_log_is_judged_and_at_last_what_is_interrupted_complains()
    {
        string[] wrongPasswords = ["SMTP-06", "IMAP-03", "POP-03", "SEC-01"];
        Assert.Equal([.. wrongPasswords, "OPS-04", "OPS-11", "OPS-07", "OPS-10", "OPS-14", "OPS-09"], _order[^10..]);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_check_is_named_before_anything_runs()
    {
        await using var server = new ScriptedMailServer();
        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            ConformanceSuite.RunAsync(server.Context, ["SMTP-99"], null, TestContext.Current.CancellationToken)
        );
        Assert.Contains("SMTP-99", error.Message, StringComparison.Ordinal);
        Assert.Contains("OPS, ", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Chosen_checks_run_in_the_suites_order_and_are_reported_as_they_come()
    {
        await using var server = new ScriptedMailServer();
        var told = new List<string>();
        var results = await ConformanceSuite.RunAsync(
            server.Context with
            {
                Guest = new ScriptedGuest(("date +%s", 0, "1795000000\n")),

                // A greeting that takes seconds on a busy host is no matter here.
                TimeoutScale = 20,
            },
            ["pol-02", "SMTP-01"],
            new Told(told),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["SMTP-01", "POL-02"], results.Select(result => result.Id));
        Assert.Equal(["SMTP-01", "POL-02"], told);
        Assert.All(results, result => Assert.Equal(Verdict.Passed, result.Verdict));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1, "SMTP-02 SMTP-03")]
    [InlineData(2, "SMTP-03 SMTP-02")]
    public async Task Checks_that_stand_together_do_not_wait_for_each_other_and_keep_their_order_in_the_results(
        int sideBySide,
        string first
    )
    {
        // On port 25 nobody says anything, so that the check of it takes all of its patience.
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script with { Greeting = string.Empty } : script
        );
        var told = new List<string>();
        var results = await ConformanceSuite.RunAsync(
            server.Context with
            {
                Guest = new ScriptedGuest(("date +%s", 0, "1795000000\n")),
                TimeoutScale = 0.02,
                SideBySide = sideBySide,
            },
            ["SMTP-02", "SMTP-03"],
            new Told(told),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(first, string.Join(' ', told));
        Assert.Equal(["SMTP-02", "SMTP-03"], results.Select(result => result.Id));
        Assert.Equal(Verdict.Failed, results[0].Verdict);
    }

    [Fact]
    public void What_measures_time_makes_mailboxes_restarts_or_loads_the_server_stands_with_no_other()
    {
        string[] alone =
        [
            "SMTP-01",
            "DLV-02",
            "POL-04",
            "IMAP-06",
            "IMAP-07",
            "IMAP-12",
            "TLS-09",
            "POP-02",
            "OPS-05",
            "OPS-07",
            "OPS-08",
            "OPS-09",
            "SEC-01",
        ];
        var together = ConformanceSuite.Groups.Where(group => group.Together).SelectMany(group => group.Checks).Select(check => check.Id);
        Assert.Empty(alone.Intersect(together));
    }

    private sealed class Told(List<string> ids) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => ids.Add(value.Id);
    }
}
