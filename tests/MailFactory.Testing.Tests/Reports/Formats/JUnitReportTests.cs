using System.Xml.Linq;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports.Formats;

public sealed class JUnitReportTests
{
    [Fact]
    public void Stages_and_checks_are_cases_of_their_distros_suite()
    {
        var suite = Suite(SampleRuns.Failed);
        Assert.Equal("debian-13", (string?)suite.Attribute("name"));
        Assert.Equal(
            ["Download", "MailTest", "SMTP-01 Banner", "REL-01 No open relay"],
            suite.Elements("testcase").Select(item => (string?)item.Attribute("name"))
        );
        Assert.Equal(
            ("4", "1", "0"),
            ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("errors"))
        );
        Assert.Contains("RCPT TO:<a@other.test>", suite.Elements("testcase").Last().Element("failure")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_names_the_rule_behind_it_and_a_stage_has_none()
    {
        var check = SampleRuns.PassedCheck with { Reference = "RFC 5321, 3.1" };
        var cases = Suite(SampleRuns.Run(SampleRuns.MailTest(check, check with { Reference = string.Empty })))
            .Elements("testcase")
            .ToList();
        Assert.Equal(3, cases.Count);
        var property = Assert.Single(cases.Descendants("property"));
        Assert.Equal(("reference", "RFC 5321, 3.1"), ((string?)property.Attribute("name"), (string?)property.Attribute("value")));
        Assert.Same(cases[1], property.Parent!.Parent);
    }

    [Fact]
    public void The_message_of_a_failure_is_the_first_lines_of_its_cause_and_its_content_all_of_them()
    {
        var stage = SampleRuns.StageOf(Stage.Install, "kernel panic: the kernel panicked") with
        {
            Verdict = Verdict.Failed,
            FailureClass = FailureClass.Product,
            Evidence = ["remedy: x", "one", "two", "three"],
        };
        var failure = Suite(SampleRuns.Run(stage)).Descendants("failure").Single();
        Assert.Equal("kernel panic: the kernel panicked\nremedy: x\none\ntwo", (string?)failure.Attribute("message"));
        Assert.Equal("kernel panic: the kernel panicked\nremedy: x\none\ntwo\nthree", failure.Value);
    }

    [Fact]
    public void A_failed_stage_attaches_its_bundle_screens_and_logs_and_a_passed_one_nothing()
    {
        var stage = SampleRuns.StageOf(Stage.Install, "Panic") with
        {
            Verdict = Verdict.Failed,
            FailureClass = FailureClass.Product,
            Files = ["vms/d/serial.log", "vms/d/disk.qcow2", "vms/d/a.png"],
        };
        var run = SampleRuns.Run(SampleRuns.StageOf(Stage.Create, "done") with { Files = ["vms/d/x.log"] }, stage) with
        {
            Facts = SampleRuns.Whole.Facts,
        };
        var attached = Suite(run)
            .Descendants("system-out")
            .Select(element => element.Value)
            .Where(text => text.Contains("[[", StringComparison.Ordinal));
        Assert.Equal(
            [
                "[[ATTACHMENT|test_results/evidence_debian-13_20260102-030405.zip]]\n[[ATTACHMENT|vms/d/serial.log]]\n"
                    + "[[ATTACHMENT|vms/d/a.png]]",
            ],
            attached
        );
    }

    [Fact]
    public void A_passed_run_has_no_failures() => Assert.Empty(Suite(SampleRuns.Passed).Descendants("failure"));

    [Fact]
    public void A_stage_that_was_not_reached_is_skipped_with_its_reason() =>
        Assert.Equal(
            "not reached: Download failed",
            (string?)Suite(SampleRuns.Unreachable).Descendants("skipped").Single().Attribute("message")
        );

    [Fact]
    public void A_flaw_too_small_to_fail_the_run_does_not_fail_here() =>
        Assert.Empty(
            Suite(SampleRuns.Run(SampleRuns.MailTest(SampleRuns.FailedCheck with { Severity = Severity.Minor }))).Descendants("failure")
        );

    [Fact]
    public void Control_characters_of_a_wire_log_do_not_break_the_document() =>
        Assert.Contains(
            '·',
            Suite(SampleRuns.Run(SampleRuns.MailTest(SampleRuns.FailedCheck with { Transcript = ["\u001b[31m\0"] }))).Value
        );

    [Fact]
    public void Letters_beyond_the_BMP_stay_and_halves_of_them_do_not()
    {
        var text = Suite(
            SampleRuns.Run(
                SampleRuns.MailTest(SampleRuns.FailedCheck with { Transcript = ["a 😀 and \ud83d half", "\u202ereversed\ufffe"] })
            )
        ).Value;
        Assert.Contains("a 😀 and · half\n·reversed·", text, StringComparison.Ordinal);
    }

    private static XElement Suite(RunResult run) => XDocument.Parse(JUnitReport.Render(run)).Root!.Element("testsuite")!;
}
