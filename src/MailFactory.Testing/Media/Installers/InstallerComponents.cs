using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media.Debian;

namespace MailFactory.Testing.Media.Installers;

/// <summary>
/// Finds out before a machine boots whether the mirror has every component that the install will ask for, as the installer
/// itself would stop at a question for ever; and plans stand-ins for those it lacks.
/// </summary>
/// <param name="root">The folder for media, one folder per distro in it.</param>
/// <param name="http">The client, best made by <see cref="MediaHttp.CreateClient"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient to be with the mirror; the defaults when null.</param>
internal sealed class InstallerComponents(string root, HttpClient http, TimeProvider time, DownloadOptions? options = null)
{
    private const int ParallelQuestions = 16;
    private const int NamesInOneLine = 6;

    // What makes the partitioner create and mount the EFI system partition; under a BIOS it does nothing.
    private const string EfiPartitions = "partman-efi";

    /// <summary>
    /// Plans the components for an installer that fetches them from a mirror, asking the mirror afresh; a failure names what can
    /// neither be had nor made up for.
    /// </summary>
    /// <param name="distro">The distro; must have a netboot medium, whose archive the components come from.</param>
    /// <param name="mirror">The mirror.</param>
    /// <param name="initrd">The initrd that was taken out of the install medium.</param>
    /// <param name="isUefi">Whether the machine starts by UEFI, for which the installer needs one component more.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<Outcome<ComponentPlan>> PlanAsync(
        Distro distro,
        Uri mirror,
        string initrd,
        bool isUefi,
        CancellationToken cancellationToken
    )
    {
        var netboot = distro.Netboot ?? throw new ArgumentException($"{distro.Id} has no netboot medium", nameof(distro));
        using var folder = await FolderLock
            .AcquireAsync(Path.Combine(root, distro.Id), _ => { }, time, cancellationToken)
            .ConfigureAwait(false);
        var archive = new DebianArchive(
            netboot,
            new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/"),
            Path.Combine(root, distro.Id),
            new Downloader(http, time, options)
        );
        var contents = await Task.Run(() => InitrdContents.Read(initrd), cancellationToken).ConfigureAwait(false);
        if (!contents.IsSuccess)
        {
            return contents.Failure;
        }

        var choice = await archive.ChooseAsync(cancellationToken).ConfigureAwait(false);
        return choice.IsSuccess
            ? await PlanAsync(
                    [.. netboot.Components, .. isUefi ? [EfiPartitions] : Array.Empty<string>()],
                    mirror,
                    archive,
                    choice.Value,
                    contents.Value,
                    cancellationToken
                )
                .ConfigureAwait(false)
            : choice.Failure;
    }

    /// <summary>
    /// Whether the installer in an initrd fetches its components from a mirror. It is so for the netboot medium, and for any ISO
    /// that was made with its initrd; Debian's own ISOs carry the components and an initrd that takes them off the disc.
    /// </summary>
    public static Task<bool> AreFetchedByAsync(string initrd, CancellationToken cancellationToken) =>
        Task.Run(() => InitrdContents.Read(initrd) is { IsSuccess: true, Value.FetchesComponents: true }, cancellationToken);

    private static async Task<Outcome<ComponentPlan>> PlanAsync(
        IReadOnlyList<string> wanted,
        Uri mirror,
        DebianArchive archive,
        ArchiveChoice choice,
        InitrdContents initrd,
        CancellationToken cancellationToken
    )
    {
        var suite = choice.Suite;
        var kernel = KernelComponents.Of(suite.Installer, initrd);
        var index = kernel.AreListed ? suite.Installer : new PackageIndex([.. suite.Installer.Packages, .. kernel.Packages]);
        var closure = ComponentClosure.Compute(wanted, index, initrd);
        if (Obstacle(mirror, suite, closure, kernel, initrd) is { } obstacle)
        {
            return obstacle;
        }

        var components = closure.Needed.Except(kernel.Packages).ToList();
        var asked = kernel.AreListed ? components.Concat(kernel.Packages) : components;
        var lacking = await AskAsync(archive, asked, cancellationToken).ConfigureAwait(false);
        if (!lacking.IsSuccess)
        {
            return lacking.Failure;
        }

        var isKernelLacking = !kernel.AreListed || kernel.Packages.Any(lacking.Value.Contains);
        var missing = components.Where(lacking.Value.Contains).ToList();
        var supplement = await new SupplementPlanner(archive, suite, initrd)
            .PlanAsync(missing, isKernelLacking ? kernel : null, cancellationToken)
            .ConfigureAwait(false);
        if (supplement.Impossible.Count > 0)
        {
            return new MediaFailure(
                $"{mirror.Host} lacks components of the {suite.Title} installer that cannot be replaced: "
                    + $"{OneLine(supplement.Impossible)}; name another mirror with --mirror"
            );
        }

        if (await LackingSourcesAsync(mirror, archive, supplement.StandIns, cancellationToken).ConfigureAwait(false) is { } lackingSources)
        {
            return lackingSources;
        }

        return new ComponentPlan(archive, initrd.Paths)
        {
            UdebSuite = suite.Name,
            ChooseModules = isKernelLacking ? wanted : [.. wanted, .. kernel.Packages.Select(package => package.Name)],
            StandIns = supplement.StandIns,
            Modprobe = isKernelLacking ? SupplementRules.Modprobe : [],
            KernelVersion = initrd.KernelVersion,
            ServedCount = components.Count - missing.Count + (isKernelLacking ? 0 : kernel.Packages.Count),
            Notes = [.. choice.Notes, .. Explain(mirror, missing, isKernelLacking ? kernel : null)],
        };
    }

    // What no stand-in makes up for.
    private static MediaFailure? Obstacle(
        Uri mirror,
        ArchiveSuite suite,
        ComponentClosure closure,
        KernelComponents kernel,
        InitrdContents initrd
    )
    {
        if (closure.Unknown.Count > 0)
        {
            return new MediaFailure($"the installer index of {suite.Title} does not list {OneLine(closure.Unknown)}");
        }

        return kernel.AreListed || initrd.TakesNoModules
            ? null
            : new MediaFailure(
                $"{mirror.Host} has installer modules of another kernel than {initrd.KernelVersion}, and this installer gives up "
                    + "at that; name another mirror with --mirror"
            );
    }

    private static async Task<MediaFailure?> LackingSourcesAsync(
        Uri mirror,
        DebianArchive archive,
        IEnumerable<StandIn> standIns,
        CancellationToken cancellationToken
    )
    {
        var lacking = await AskAsync(archive, standIns.SelectMany(standIn => standIn.Sources).Distinct(), cancellationToken)
            .ConfigureAwait(false);
        return lacking switch
        {
            { Failure: { } failure } => failure,
            { Value: { Count: > 0 } packages } => new MediaFailure(
                $"{mirror.Host} lacks {OneLine([.. packages.Select(package => package.Name)])}, which stand-ins are made of"
            ),
            _ => null,
        };
    }

    // The packages that the mirror does not have, or the failure to ask at all.
    private static async Task<Outcome<IReadOnlySet<ArchivePackage>>> AskAsync(
        DebianArchive archive,
        IEnumerable<ArchivePackage> packages,
        CancellationToken cancellationToken
    )
    {
        var answers = new System.Collections.Concurrent.ConcurrentDictionary<ArchivePackage, DownloadResult>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelQuestions, CancellationToken = cancellationToken };
        await Parallel
            .ForEachAsync(
                packages,
                parallel,
                async (package, token) => answers[package] = await archive.AskAsync(package, token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return
            answers.Values.FirstOrDefault(answer => answer.Fault is DownloadFault.Unreachable or DownloadFault.Interrupted) is { } trouble
            ? MediaFailure.Of(trouble)
            : Outcome.Of<IReadOnlySet<ArchivePackage>>(answers.Where(pair => !pair.Value.IsSuccess).Select(pair => pair.Key).ToHashSet());
    }

    private static IEnumerable<string> Explain(Uri mirror, List<ArchivePackage> missing, KernelComponents? kernel)
    {
        List<string> names = [.. missing.Select(package => package.Name)];
        if (kernel is not null)
        {
            names.Add($"{kernel.Packages.Count} kernel module components");
        }

        return names.Count == 0
            ? []
            : [$"{mirror.Host} lacks {OneLine(names)} of the installer; stand-ins are built from ordinary packages"];
    }

    private static string OneLine(IReadOnlyList<string> names) =>
        names.Count <= NamesInOneLine
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(NamesInOneLine))} and {names.Count - NamesInOneLine} more";
}
