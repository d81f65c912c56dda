using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>Media that are there already.</summary>
interface IListMedia : IHasRun, IHasWorkDirectory
{
    [Parameter("How many GiB of media may stay on disk - Default is no limit")]
    double? IsoQuota => TryGetValue<double?>(() => IsoQuota);

    Target ListIsos => _ => _
        .Description("Lists the media in the work directory")
        .Executes(() => Listings.IsosAsync(Options, Console.Out));
}
