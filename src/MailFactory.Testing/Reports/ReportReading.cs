using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>What came of reading a report; either the run or the fault is null.</summary>
/// <param name="Path">The report's file.</param>
/// <param name="Run">What it says.</param>
/// <param name="Fault">Why it is no report.</param>
internal sealed record ReportReading(string Path, RunResult? Run, string? Fault);
