using MailFactory.Testing.Reports.Site;
using MailFactory.Testing.Runs;

namespace MailFactory.TestKit;

/// <summary>Histories of sites.</summary>
internal static class SiteHistories
{
    /// <summary>The history with what it remembers of some reports.</summary>
    public static SiteHistory With(this SiteHistory history, IEnumerable<RunResult> reports) => history.Adding(reports.Select(SiteRun.Of));
}
