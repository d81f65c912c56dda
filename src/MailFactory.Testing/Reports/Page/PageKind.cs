using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>The classes of verdicts in the page's style sheet.</summary>
internal static class PageKind
{
    /// <summary>The class of a verdict: passed, failed, warned or skipped.</summary>
    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Passed => "passed",
            Verdict.Failed or Verdict.Error => "failed",
            Verdict.Warned => "warned",
            _ => "skipped",
        };

    /// <summary>The class of a distro's verdict in a word.</summary>
    public static string Of(string verdict) =>
        verdict switch
        {
            "passed" => "passed",
            "failed" or "not run" => "failed",
            "cancelled" => "warned",
            _ => "skipped",
        };
}
