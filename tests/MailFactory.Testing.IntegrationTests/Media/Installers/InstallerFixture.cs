using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Media.Store;

[assembly: AssemblyFixture(typeof(InstallerFixture))]

namespace MailFactory.Testing.IntegrationTests.Media.Installers;

/// <summary>Debian's real installers, each fetched once from the mirror along its chain of trust and shared by all tests.</summary>
public sealed class InstallerFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-installer-").FullName;
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private readonly SemaphoreSlim _once = new(1, 1);
    private readonly Dictionary<string, Outcome<Medium>> _media = [];

    /// <summary>Debian 13's entry in the catalogue.</summary>
    internal static Distro Distro { get; } = DistroOf("debian-13");

    /// <summary>A store that keeps what it fetched for the time of the test run.</summary>
    internal MediaStore Store => new(_folder, _http, TimeProvider.System);

    /// <summary>A planner of components beside that store.</summary>
    internal InstallerComponents Components => new(_folder, _http, TimeProvider.System);

    /// <summary>A distro's entry in the catalogue without its ISO, as only the netboot medium is wanted here.</summary>
    internal static Distro DistroOf(string id) =>
        DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select([id])[0] with
        {
            Iso = null,
        };

    /// <summary>Debian 13's medium; skips the test when the mirror cannot be reached.</summary>
    internal Task<Medium> MediumAsync(CancellationToken cancellationToken) => MediumAsync(Distro, cancellationToken);

    /// <summary>A distro's medium; skips the test when the mirror cannot be reached.</summary>
    internal async Task<Medium> MediumAsync(Distro distro, CancellationToken cancellationToken)
    {
        Tools.Require("gpgv");
        Assert.SkipUnless(distro.Netboot!.Keyrings.Any(File.Exists), "not installed: debian-archive-keyring");
        Outcome<Medium>? medium;
        await _once.WaitAsync(cancellationToken);
        try
        {
            if (!_media.TryGetValue(distro.Id, out medium))
            {
                medium = await Store.DownloadAsync(distro, new MediaOptions(), progress: null, cancellationToken);
                _media[distro.Id] = medium;
            }
        }
        finally
        {
            _once.Release();
        }

        Assert.SkipWhen(medium.Failure?.Fault == DownloadFault.Unreachable, $"no Debian mirror: {medium.Failure?.Reason}");
        Assert.True(medium.IsSuccess, medium.Failure?.Reason);
        return medium.Value;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _once.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
