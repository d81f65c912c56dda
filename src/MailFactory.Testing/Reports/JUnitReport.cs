using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>A run as JUnit XML, which GitHub, GitLab and Jenkins show: a suite per distro, a case per stage and per check.</summary>
public static class JUnitReport
{
    /// <summary>The report as indented XML.</summary>
    public static string Render(RunResult run)
    {
        var suites = DistroSummary.Of(run).Select(Suite).ToList();
        var root = new XElement(
            "testsuites",
            new XAttribute("name", $"Mail Factory Testing {run.RunId}"),
            Sum(suites, "tests"),
            Sum(suites, "failures"),
            Sum(suites, "errors"),
            Seconds(run.Duration),
            suites);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement Suite(DistroSummary distro)
    {
        var cases = distro.Stages.SelectMany(stage => stage.Checks.Select(check => Case(stage, check)).Prepend(Case(stage))).ToList();
        return new XElement(
            "testsuite",
            new XAttribute("name", distro.Distro),
            Attribute("tests", cases.Count),
            Attribute("failures", cases.Count(item => item.Element("failure") is not null)),
            Attribute("errors", cases.Count(item => item.Element("error") is not null)),
            Attribute("skipped", cases.Count(item => item.Element("skipped") is not null)),
            Seconds(distro.Duration),
            cases);
    }

    private static XElement Case(StageResult stage) =>
        Case($"{stage.Distro}.stages", $"{stage.Stage}", stage.Duration, stage.Verdict, stage.Summary, stage.Evidence);

    private static XElement Case(StageResult stage, CheckResult check)
    {
        // A failed check below major severity does not fail the run, so it must not turn the build red here either.
        var verdict = check.Verdict is Verdict.Failed or Verdict.Error && !check.FailsRun ? Verdict.Warned : check.Verdict;
        return Case($"{stage.Distro}.{stage.Stage}", $"{check.Id} {check.Title}", check.Duration, verdict, check.Summary, check.Transcript);
    }

    private static XElement Case(string classname, string name, TimeSpan duration, Verdict verdict, string summary, IReadOnlyList<string> evidence) => new(
        "testcase",
        new XAttribute("classname", Valid(classname)),
        new XAttribute("name", Valid(name)),
        Seconds(duration),
        verdict switch
        {
            Verdict.Failed => Problem("failure", summary, evidence),
            Verdict.Error => Problem("error", summary, evidence),
            Verdict.Skipped or Verdict.NotApplicable => new XElement("skipped", new XAttribute("message", Valid(summary))),
            Verdict.Warned => new XElement("system-out", Valid($"warning: {summary}")),
            _ => new XElement("system-out", Valid(summary)),
        });

    private static XElement Problem(string kind, string summary, IReadOnlyList<string> evidence) =>
        new(kind, new XAttribute("message", Valid(summary)), Valid(string.Join('\n', evidence)));

    private static XAttribute Sum(IEnumerable<XElement> suites, string attribute) =>
        Attribute(attribute, suites.Sum(suite => (int)suite.Attribute(attribute)!));

    private static XAttribute Attribute(string name, int value) => new(name, value);

    private static XAttribute Seconds(TimeSpan span) => new("time", span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>XML 1.0 has no way to write most control characters.</summary>
    private static string Valid(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '·'));
}
