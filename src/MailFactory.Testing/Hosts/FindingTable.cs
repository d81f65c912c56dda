using System.Text;

namespace MailFactory.Testing.Hosts;

/// <summary>Prints findings as a text table, with remedies below the lines they belong to.</summary>
internal static class FindingTable
{
    /// <summary>
    /// The table, one finding a line and the further lines of its detail below, each line ended; the last line counts the verdicts.
    /// </summary>
    public static string Render(IReadOnlyList<HostFinding> findings)
    {
        var width = findings.Select(finding => finding.Subject.Length).DefaultIfEmpty().Max();
        var table = new StringBuilder();
        foreach (var finding in findings)
        {
            var below = new string(' ', width + 8);
            var detail = finding.Detail.Replace("\n", $"\n{below}", StringComparison.Ordinal);
            table.Append($"{Word(finding.Verdict)}  {finding.Subject.PadRight(width)}  {detail}\n");
            if (finding.Remedy.Length > 0)
            {
                table.Append($"{below}-> {finding.Remedy}\n");
            }
        }

        return table.Append(Count(findings)).Append('\n').ToString();
    }

    private static string Word(HostVerdict verdict) =>
        verdict switch
        {
            HostVerdict.Ok => "ok  ",
            HostVerdict.Warn => "warn",
            _ => "FAIL",
        };

    private static string Count(IReadOnlyList<HostFinding> findings)
    {
        string Of(HostVerdict verdict, string one) =>
            findings.Count(finding => finding.Verdict == verdict) is var count && count == 1 ? $"1 {one}" : $"{count} {one}s";
        return $"{findings.Count(finding => finding.Verdict == HostVerdict.Ok)} ok, {Of(HostVerdict.Warn, "warning")}, "
            + $"{Of(HostVerdict.Fail, "failure")}";
    }
}
