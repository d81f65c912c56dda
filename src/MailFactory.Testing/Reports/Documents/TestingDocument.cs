using System.Text;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Runs;
using static MailFactory.Testing.Reports.MarkdownText;

namespace MailFactory.Testing.Reports.Documents;

/// <summary>TESTING.md, written whole: what was tested, with what result, and by which checks.</summary>
internal static class TestingDocument
{
    /// <summary>The file's name in the repository.</summary>
    public const string FileName = "TESTING.md";

    /// <summary>The document.</summary>
    public static string Render(Compatibility compatibility)
    {
        var tested = compatibility.Distros.Where(entry => entry.Status != SupportStatus.NotTested).ToList();
        var passed = tested.Count(entry => entry.Status == SupportStatus.Passed);
        var document = new StringBuilder();
        document.Append("# What was tested\n\n");
        document.Append(
            "`./build.sh UpdateDocs` writes this file, the table in README.md and `compatibility.json` from the reports of real runs;\n"
        );
        document.Append("do not edit it. A distro without a report is not tested, and nothing is claimed about it.\n\n");
        var verb = tested.Count == 1 ? "was" : "were";
        document.Append($"{tested.Count} of {compatibility.Distros.Count} distros {verb} tested; {passed} passed.\n\n");
        document.Append(SupportMatrix.Render(compatibility));
        document.Append(
            "\nAn install under TCG proves the same as one under KVM, only slower. `signed` means that the vendor's signature "
                + "covers the medium,\n"
        );
        document.Append(
            "`pinned` that its digest was given by hand, is in the catalogue, or is confirmed by two independent sources over https.\n"
        );
        foreach (var entry in tested)
        {
            document.Append($"\n## {Inline(entry.Name)}\n\n").Append(Head("", ""));
            foreach (var (name, value) in Facts(entry))
            {
                document.Append(Row(name, Inline(value ?? "not known")));
            }
        }

        document.Append(
            $"\n## The checks\n\nA mail server passes when none of these {ConformanceSuite.Checks.Count} checks of major or "
                + "critical severity fails.\n\n"
        );
        document.Append(Head("check", "title", "severity", "rule"));
        foreach (var check in ConformanceSuite.Checks)
        {
            document.Append(
                Row(Inline(check.Id), Inline(check.Title), check.Severity.ToString().ToLowerInvariant(), Inline(check.Reference))
            );
        }

        return document.ToString();
    }

    private static IEnumerable<(string Name, string? Value)> Facts(CompatibilityEntry entry) =>
        [
            ("result", entry.Status == SupportStatus.Passed ? "passed" : "failed"),
            ("run", entry.RunId),
            ("tested", $"{entry.Tested?.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
            ("accelerator", entry.Accelerator),
            ("medium", entry.Trust is { } trust ? RunWords.OfTrust(trust) : null),
            ("install", entry.Install),
            ("mail server", entry.MailServer),
            ("checks", $"{entry.ChecksPassed} of {entry.Checks} passed"),
        ];
}
