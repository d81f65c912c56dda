using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard;

/// <summary>Finds out how items stand.</summary>
internal static class ItemStandings
{
    /// <summary>How an item stands; null is an item that there is not.</summary>
    public static ItemStanding Standing(this ItemState? item) =>
        item switch
        {
            null => ItemStanding.Absent,
            { Status: ItemStatus.Waiting } => ItemStanding.Waiting,
            { Status: ItemStatus.Running } => ItemStanding.Running,
            { FailureClass: not FailureClass.None } => ItemStanding.Failed,
            { Verdict: Verdict.Passed } => ItemStanding.Passed,
            { Verdict: Verdict.Warned } => ItemStanding.Warned,
            { Summary: { } summary } when summary.StartsWith("not reached", StringComparison.Ordinal) => ItemStanding.NotReached,
            _ => ItemStanding.Reused,
        };
}
