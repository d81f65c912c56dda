using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>Media that are there already, and the places they come from.</summary>
interface IListMedia : IHasRun, IHasDistros, IHasMirror, IHasWorkDirectory
{
    [Parameter("How many GiB of media may stay on disk - Default is no limit")]
    double? IsoQuota => TryGetValue<double?>(() => IsoQuota);

    Target ListIsos => _ => _
        .Description("Lists the media in the work directory; with --iso-quota also what PruneIsos would remove")
        .Executes(() => MediaListings.ListAsync(Options, Console.Out));

    Target CheckIsos => _ => _
        .Description("Asks every URL of the catalogue whether it is alive, for a weekly job")
        .Executes(() => ClassifiedAsync(() => MediaListings.CheckAsync(Options, Console.Out, Cancellation)));

    Target PruneIsos => _ => _
        .Description("Removes media until the rest fits --iso-quota, never what a running build uses")
        .Requires(() => IsoQuota)
        .Executes(() => ClassifiedAsync(() => MediaListings.PruneAsync(Options, Console.Out)));
}
