using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Screen;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Web.Live;

/// <summary>A stage of a distro in the matrix.</summary>
/// <param name="Sign">One character, told apart without colours too.</param>
/// <param name="Kind">Its class in the style sheet.</param>
/// <param name="Word">What the sign says.</param>
/// <param name="Words">The same with the sentence about its end, where there is one.</param>
internal sealed record LiveCell(string Sign, string Kind, string Word, string Words)
{
    /// <summary>The cell of an item; empty for a stage that is not part of the run.</summary>
    public static LiveCell Of(ItemState? item)
    {
        var (kind, word) = item.Standing() switch
        {
            ItemStanding.Absent => ("skipped", "not part of this run"),
            ItemStanding.Waiting => ("skipped", "waiting"),
            ItemStanding.Running => ("running", "running"),
            ItemStanding.Failed => ("failed", "failed"),
            ItemStanding.Passed => ("passed", "passed"),
            ItemStanding.Warned => ("warned", "warned"),
            ItemStanding.NotReached => ("skipped", "not reached"),
            _ => ("passed", "reused"),
        };
        return new LiveCell(ItemSign.Of(item).Text, kind, word, item is { Summary.Length: > 0 } ? $"{word}: {item.Summary}" : word);
    }
}
