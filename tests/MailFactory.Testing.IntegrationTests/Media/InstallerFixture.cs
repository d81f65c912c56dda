using MailFactory.Testing.Distros;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.IntegrationTests.Media;
using MailFactory.Testing.Media;

[assembly: AssemblyFixture(typeof(InstallerFixture))]

namespace MailFactory.Testing.IntegrationTests.Media;

/// <summary>Debian 13's real installer, fetched once from the mirror along its chain of trust and shared by all tests.</summary>
public sealed class InstallerFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-installer-").FullName;
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private readonly SemaphoreSlim _once = new(1, 1);
    private Outcome<Medium>? _medium;

    /// <summary>The catalogue's entry without its ISO, as only the netboot medium is wanted here.</summary>
    public static Distro Distro { get; } = DistroCatalog.Load(Repository.File("preseeds", "catalog.json")).Select(["debian-13"])[0] with { Iso = null };

    /// <summary>A store that keeps what it fetched for the time of the test run.</summary>
    public MediaStore Store => new(_folder, _http, TimeProvider.System);

    /// <summary>A planner of components beside that store.</summary>
    public InstallerComponents Components => new(_folder, _http, TimeProvider.System);

    /// <summary>The medium; skips the test when the mirror cannot be reached.</summary>
    public async Task<Medium> MediumAsync(CancellationToken cancellationToken)
    {
        Tools.Require("gpgv");
        Assert.SkipUnless(Distro.Netboot!.Keyrings.Any(File.Exists), "not installed: debian-archive-keyring");
        await _once.WaitAsync(cancellationToken);
        try
        {
            _medium ??= await Store.DownloadAsync(Distro, new MediaOptions(), progress: null, cancellationToken);
        }
        finally
        {
            _once.Release();
        }

        Assert.SkipWhen(_medium.Failure?.Fault == DownloadFault.Unreachable, $"no Debian mirror: {_medium.Failure?.Reason}");
        Assert.True(_medium.IsSuccess, _medium.Failure?.Reason);
        return _medium.Value;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _once.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
