using System.Globalization;
using System.Xml.Linq;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Formats;

/// <summary>A run as JUnit XML, which GitHub, GitLab and Jenkins show: a suite per distro, a case per stage and per check.</summary>
internal static class JUnitReport
{
    private const int MessageLines = 3;

    /// <summary>The report as indented XML.</summary>
    public static string Render(RunResult run)
    {
        var suites = DistroSummary.Of(run).Select(distro => Suite(distro, run)).Concat(Problems(run)).ToList();
        var root = new XElement(
            "testsuites",
            new XAttribute("name", $"Mail Factory Testing {run.RunId}"),
            Sum(suites, "tests"),
            Sum(suites, "failures"),
            Sum(suites, "errors"),
            Seconds(run.Duration),
            suites
        );
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement Suite(DistroSummary distro, RunResult run)
    {
        var bundle = run.Facts.FirstOrDefault(facts => facts.Distro == distro.Distro)?.EvidenceBundle;
        var cases = distro
            .Stages.SelectMany(stage => stage.Checks.Select(check => Case(stage, check)).Prepend(Case(stage, bundle)))
            .ToList();
        return Suite(distro.Distro, distro.Duration, [.. cases, .. Problems(run, distro.Distro)]);
    }

    /// <summary>What is wrong with a merged report and no distro's fault is in a suite of its own.</summary>
    private static IEnumerable<XElement> Problems(RunResult run)
    {
        var cases = Problems(run, distro: null);
        return cases.Count > 0 ? [Suite("merge", TimeSpan.Zero, cases)] : [];
    }

    private static List<XElement> Problems(RunResult run, string? distro) =>
        [
            .. run
                .Problems.Where(problem => problem.Distro == distro)
                .Select(
                    (problem, index) =>
                        Case($"{distro ?? "merge"}.report", $"result {index + 1}", TimeSpan.Zero, Verdict.Error, problem.Summary, [])
                ),
        ];

    private static XElement Suite(string name, TimeSpan duration, List<XElement> cases) =>
        new(
            "testsuite",
            new XAttribute("name", name),
            Attribute("tests", cases.Count),
            Attribute("failures", cases.Count(item => item.Element("failure") is not null)),
            Attribute("errors", cases.Count(item => item.Element("error") is not null)),
            Attribute("skipped", cases.Count(item => item.Element("skipped") is not null)),
            Seconds(duration),
            cases
        );

    private static XElement Case(StageResult stage, string? bundle)
    {
        // A check that fails the stage is a failure of its own, which is not to be counted twice.
        var verdict = stage.Checks.Any(check => check.FailsRun) ? Verdict.Passed : stage.Verdict;
        var result = Case($"{stage.Distro}.stages", $"{stage.Stage}", stage.Duration, verdict, stage.Summary, stage.Evidence);
        if (stage.FailureClass != FailureClass.None)
        {
            result.Add(Attachments([bundle, .. stage.Files.Where(IsWorthShowing)]));
        }

        return result;
    }

    private static XElement Case(StageResult stage, CheckResult check)
    {
        // A failed check below major severity does not fail the run, so it must not turn the build red here either.
        var verdict = check.Verdict is Verdict.Failed or Verdict.Error && !check.FailsRun ? Verdict.Warned : check.Verdict;
        var result = Case(
            $"{stage.Distro}.{stage.Stage}",
            $"{check.Id} {check.Title}",
            check.Duration,
            verdict,
            check.Summary,
            check.Transcript
        );
        if (check.Reference.Length > 0)
        {
            result.AddFirst(new XElement("properties", Property("reference", check.Reference)));
        }

        return result;
    }

    private static XElement Case(
        string classname,
        string name,
        TimeSpan duration,
        Verdict verdict,
        string summary,
        IReadOnlyList<string> evidence
    ) =>
        new(
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
            }
        );

    private static XElement Property(string name, string value) =>
        new("property", new XAttribute("name", name), new XAttribute("value", Valid(value)));

    /// <summary>
    /// Readers show the message in the list of failures and the content when a case is opened, so the first has the first lines only.
    /// </summary>
    private static XElement Problem(string kind, string summary, IReadOnlyList<string> evidence) =>
        new(
            kind,
            new XAttribute("message", Valid(string.Join('\n', evidence.Take(MessageLines).Prepend(summary)))),
            Valid(string.Join('\n', evidence.Prepend(summary)))
        );

    /// <summary>
    /// GitLab links these lines (https://docs.gitlab.com/ci/testing/unit_test_reports/#view-junit-screenshots-on-gitlab); others show them
    /// as text.
    /// </summary>
    private static XElement? Attachments(IEnumerable<string?> files)
    {
        var lines = files.OfType<string>().Select(file => $"[[ATTACHMENT|{file}]]").ToList();
        return lines.Count > 0 ? new XElement("system-out", Valid(string.Join('\n', lines))) : null;
    }

    private static bool IsWorthShowing(string file) =>
        file.EndsWith(".png", StringComparison.Ordinal) || file.EndsWith(".log", StringComparison.Ordinal);

    private static XAttribute Sum(IEnumerable<XElement> suites, string attribute) =>
        Attribute(attribute, suites.Sum(suite => (int)suite.Attribute(attribute)!));

    private static XAttribute Attribute(string name, int value) => new(name, value);

    private static XAttribute Seconds(TimeSpan span) => new("time", span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>XML 1.0 has no way to write most control characters, nor half a character.</summary>
    private static string Valid(string text) => ForeignText.Lines(text);
}
