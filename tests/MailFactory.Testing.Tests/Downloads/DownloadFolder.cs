using MailFactory.Testing.Downloads;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>What tests of downloads start from: a folder, the file to fetch into it, and a client.</summary>
public abstract class DownloadFolder : IDisposable
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected HttpClient Http { get; } = MediaHttp.CreateClient();

    protected string Target => PathOf("file.bin");

    private readonly TemporaryFolder _folder = new();

    protected string PathOf(params string[] parts) => _folder.PathOf(parts);

    protected string Folder => _folder.Path;

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            Http.Dispose();
            _folder.Dispose();
        }
    }
}
