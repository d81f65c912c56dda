using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling;

/// <summary>Names one piece of work: a stage of a distro.</summary>
/// <param name="Distro">The distro's identifier.</param>
/// <param name="Stage">The stage.</param>
internal readonly record struct ItemId(string Distro, Stage Stage)
{
    /// <summary>The name for people: <c>debian-13 Install</c>.</summary>
    public override string ToString() => $"{Distro} {RunWords.Of(Stage)}";
}
