using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Media that are there already, and the places they come from.</summary>
interface IListMedia : IHasRun, IHasDistros, IHasMirror, IHasWorkDirectory
{
    [Parameter("How many GiB of media PruneIsos leaves on disk - Default is no limit")]
    double? IsoQuota => TryGetValue<double?>(() => IsoQuota);

    Target ListIsos =>
        _ =>
            _.Description(
                    "Lists every distro's medium: whether it is on disk, how far it would be trusted on this host, and when "
                        + "support ends; --iso-quota adds what PruneIsos would remove"
                )
                .Executes(() => ClassifiedAsync(ListAsync));

    // The result that --json asks for has room for what a target reports.
    Task ListAsync()
    {
        if (Environment.GetCommandLineArgs().Any(argument => argument is "--json" or "--json=true"))
        {
            ReportSummary(_ => MediaListings.ListAsJson(Options, TimeProvider.System));
        }

        return MediaListings.ListAsync(Options, TimeProvider.System, Output);
    }

    Target CheckIsos =>
        _ =>
            _.Description(
                    "Checks that every URL of the catalogue is alive, and says which media DownloadIsos would refuse; meant "
                        + "for a weekly job"
                )
                .Executes(() => ClassifiedAsync(() => MediaListings.CheckAsync(Options, Output, Cancellation)));

    Target PruneIsos =>
        _ =>
            _.Description("Removes media until the rest fits into --iso-quota, but never what a running build uses")
                .Requires(() => IsoQuota)
                .After<IFetchMedia>(x => x.VerifyIsos)
                .Executes(() => ClassifiedAsync(() => MediaListings.PruneAsync(Options, Output)));
}
