using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>One character for how an item stands; told apart without colours too.</summary>
internal static class ItemSign
{
    /// <summary>What the signs mean.</summary>
    public const string Legend = "✓ passed  = reused  ! warned  ✗ failed  - not reached  ▸ running  · waiting";

    /// <summary>The sign of an item; a space for a stage that is not part of the run.</summary>
    public static Piece Of(ItemState? item) =>
        item switch
        {
            null => new Piece(" "),
            { Status: ItemStatus.Waiting } => new Piece("·", Tone.Dim),
            { Status: ItemStatus.Running } => new Piece("▸", Tone.Busy),
            { FailureClass: not FailureClass.None } => new Piece("✗", Tone.Bad),
            { Verdict: Verdict.Passed } => new Piece("✓", Tone.Good),
            { Verdict: Verdict.Warned } => new Piece("!", Tone.Busy),
            { Summary: { } summary } when summary.StartsWith("not reached", StringComparison.Ordinal) => new Piece("-", Tone.Dim),
            _ => new Piece("=", Tone.Good),
        };
}
