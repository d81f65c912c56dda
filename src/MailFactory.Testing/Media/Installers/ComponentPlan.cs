using MailFactory.Testing.Files;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Formats;

namespace MailFactory.Testing.Media.Installers;

/// <summary>How an install from the netboot medium gets all of its components.</summary>
internal sealed record ComponentPlan
{
    private const string SupplementFolder = "/supplement";
    private readonly DebianArchive _archive;
    private readonly IReadOnlySet<string> _initrdPaths;

    internal ComponentPlan(DebianArchive archive, IReadOnlySet<string> initrdPaths)
    {
        _archive = archive;
        _initrdPaths = initrdPaths;
    }

    /// <summary>The suite that the installer is to take components from: preseed <c>mirror/udeb/suite</c>.</summary>
    public required string UdebSuite { get; init; }

    /// <summary>The components to name in preseed <c>anna/choose_modules</c>.</summary>
    public required IReadOnlyList<string> ChooseModules { get; init; }

    /// <summary>Components to unpack before the installer looks for any, as the mirror lacks them.</summary>
    public required IReadOnlyList<StandIn> StandIns { get; init; }

    /// <summary>Kernel modules to load once the stand-ins are unpacked, in this order; none when the mirror serves the modules.</summary>
    public required IReadOnlyList<string> Modprobe { get; init; }

    /// <summary>The initrd's kernel, such as <c>6.12.107+deb13-amd64</c>.</summary>
    public required string KernelVersion { get; init; }

    /// <summary>How many components the install fetches from the mirror; each was seen there.</summary>
    public required int ServedCount { get; init; }

    /// <summary>What a reader should know, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Builds the stand-ins in a folder. The packages they are made of are kept in <paramref name="packageFolder"/> and fetched
    /// again only when their digest is not the signed one.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<SupplementFile>>> BuildAsync(
        string folder,
        string packageFolder,
        CancellationToken cancellationToken
    )
    {
        using var kept = await FolderLock
            .AcquireAsync(packageFolder, _ => { }, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        foreach (var package in StandIns.SelectMany(standIn => standIn.Sources))
        {
            var fetched = await _archive
                .FetchPackageAsync(package, PathOf(packageFolder, package), progress: null, cancellationToken)
                .ConfigureAwait(false);
            if (!fetched.IsSuccess)
            {
                return MediaFailure.Of(fetched);
            }
        }

        return await Task.Run(() => Build(folder, packageFolder, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static string PathOf(string folder, ArchivePackage package) => Path.Combine(folder, Path.GetFileName(package.Filename));

    private Outcome<IReadOnlyList<SupplementFile>> Build(string folder, string packageFolder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = new List<SupplementFile>();
        foreach (var standIn in StandIns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = $"{standIn.Component}.udeb";
            var members = standIn
                .Sources.SelectMany(package => DebPackage.Read(PathOf(packageFolder, package), path => standIn.Files!.IsMatch(path)))
                .Where(member => !_initrdPaths.Contains(member.Path))
                .ToList();
            if (members.Count == 0 && standIn.Sources.Count > 0)
            {
                return new MediaFailure($"{string.Join(", ", standIn.SourceFiles)}: no file in it belongs to {standIn.Component}");
            }

            var file = Path.Combine(folder, name);
            using (var stream = File.Create(file))
            {
                UdebWriter.Write(stream, standIn, members);
            }

            files.Add(new SupplementFile($"{SupplementFolder}/{name}", file));
        }

        return Outcome.Of<IReadOnlyList<SupplementFile>>(files);
    }
}
