using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>A real disk of one MiB, for which the tests need root.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private static readonly byte[] _content = new byte[2 << 20];
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private bool _isMounted;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Disk => _folder.PathOf("disk");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Disk);
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to mount a small disk");
        var mounted = await ToolRunner.RunAsync(ToolCommand.Create("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", Disk), Cancellation);
        Assert.SkipUnless(mounted.IsSuccess, $"this host does not let us mount: {mounted.StandardError.Trim()}");
        _isMounted = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
        {
            (await ToolRunner.RunAsync(ToolCommand.Create("umount", Disk), CancellationToken.None)).EnsureSuccess();
        }

        _http.Dispose();
        _folder.Dispose();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_disk_that_is_full_is_named_with_what_is_missing_and_nothing_is_left_in_place(bool isSizeUnknown)
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, _content) { IsChunked = isSizeUnknown });
        var result = await FetchAsync(server.Address);
        Assert.Equal(DownloadFault.DiskFull, result.Fault);
        Assert.Contains("MB are missing", result.Summary, StringComparison.Ordinal);
        Assert.Contains("--work-directory", result.Summary, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Disk));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_fits_is_fetched_onto_the_same_disk()
    {
        using var server = new FaultyServer(_ => new FaultyAnswer(200, _content[..500_000]));
        Assert.True((await FetchAsync(server.Address, Digest.OfBytes(_content.AsSpan(0, 500_000)))).IsSuccess);
    }

    private Task<DownloadResult> FetchAsync(Uri server, string? sha256 = null) =>
        new Downloader(_http, TimeProvider.System).FetchAsync(
            new DownloadRequest
            {
                Source = new Uri(server, "file.bin"),
                Target = Path.Combine(Disk, "file.bin"),
                Sha256 = sha256 ?? Digest.OfBytes(_content),
            },
            progress: null,
            Cancellation
        );
}
