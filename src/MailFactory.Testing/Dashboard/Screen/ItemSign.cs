using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>One character for how an item stands; told apart without colours too.</summary>
internal static class ItemSign
{
    /// <summary>What the signs mean.</summary>
    public const string Legend = "✓ passed  = reused  ! warned  ✗ failed  - not reached  ▸ running  · waiting";

    /// <summary>The sign of an item; a space for a stage that is not part of the run.</summary>
    public static Piece Of(ItemState? item) =>
        item.Standing() switch
        {
            ItemStanding.Absent => new Piece(" "),
            ItemStanding.Waiting => new Piece("·", Tone.Dim),
            ItemStanding.Running => new Piece("▸", Tone.Busy),
            ItemStanding.Failed => new Piece("✗", Tone.Bad),
            ItemStanding.Passed => new Piece("✓", Tone.Good),
            ItemStanding.Warned => new Piece("!", Tone.Busy),
            ItemStanding.NotReached => new Piece("-", Tone.Dim),
            _ => new Piece("=", Tone.Good),
        };
}
