using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.RedHat;
using MailFactory.Testing.Media.Store;

namespace MailFactory.Testing.Tests.Media;

/// <summary>The real catalogue against the vendors' hosts on the loopback address.</summary>
internal sealed class VendorFixture : IDisposable
{
    private static readonly DownloadOptions _quick = new()
    {
        Backoff = TimeSpan.FromMilliseconds(1),
        Retries = 1,
        UnreachableRetries = 1,
    };
    private readonly TemporaryFolder _folder;
    private readonly HttpClient _http;

    private VendorFixture(TestKey key, TemporaryFolder folder)
    {
        _folder = folder;
        _http = Web.CreateClient();
        Layouts = new VendorLayouts(Web, key, folder.Path);
    }

    public static DistroCatalog Catalogue { get; } = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    public VendorWeb Web { get; } = new();

    public VendorLayouts Layouts { get; }

    public LinkCheck Check => new(_http, TimeProvider.System, _quick);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<VendorFixture> CreateAsync()
    {
        var folder = new TemporaryFolder();
        return new VendorFixture(await TestKey.CreateAsync(folder.PathOf("gpg"), Cancellation), folder);
    }

    public Distro Distro(string id) => Layouts.Trusting(Assert.Single(Catalogue.Select([id])));

    public MediaStore Store(RedHatHosts? redHat = null) => new(_folder.PathOf("isos"), _http, TimeProvider.System, _quick, redHat);

    public async Task<Outcome<Medium>> DownloadAsync(string id, TrustLevel least = TrustLevel.Pinned)
    {
        using var store = Store();
        return await store.DownloadAsync(Distro(id), new MediaOptions { LeastTrust = least }, progress: null, Cancellation);
    }

    /// <summary>Downloads what must be there, and returns its file's name.</summary>
    public async Task<string> FileOfAsync(string id)
    {
        var medium = await DownloadAsync(id);
        Assert.True(medium.IsSuccess, medium.Failure?.Reason);
        return Path.GetFileName(medium.Value.FilePath);
    }

    public void Dispose()
    {
        _http.Dispose();
        Web.Dispose();
        _folder.Dispose();
    }
}
