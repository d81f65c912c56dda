using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Caching;

/// <summary>
/// Keeps what guests download from their distros' archives, so that the next one gets it from this host: apt-cacher-ng, as a child of this
/// run. Guests check the signatures as they would without it.
/// </summary>
internal sealed class PackageCache : IAsyncDisposable
{
    /// <summary>The program.</summary>
    public const string Program = "apt-cacher-ng";

    /// <summary>The name in the lease of its process.</summary>
    public const string LeaseName = "package_cache";

    private const string Packages = "packages";
    private const string Settings = "settings";
    private const string Logs = "logs";
    private const int LeastPort = 20_000;
    private const int PortAttempts = 20;
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly ChildProcess _process;
    private readonly string _folder;

    private PackageCache(ChildProcess process, GuestCache guest, string folder)
    {
        _process = process;
        _folder = folder;
        Guest = guest;
    }

    /// <summary>The cache as guests see it.</summary>
    public GuestCache Guest { get; }

    /// <summary>Whether it still runs; a machine that is prepared when it does not goes without.</summary>
    public bool IsRunning => !_process.Exited.IsCompleted;

    /// <summary>What went through it in this run.</summary>
    public CacheTraffic Traffic
    {
        get
        {
            var log = Path.Combine(_folder, Logs, "apt-cacher.log");
            return File.Exists(log) ? CacheTraffic.Read(File.ReadLines(log)) : default;
        }
    }

    /// <summary>
    /// Starts a cache, and proves that it answers and that it refuses what is none of its archives; whatever goes wrong is the reason that
    /// there is none.
    /// </summary>
    /// <param name="folder">Its folder, which it keeps between runs.</param>
    /// <param name="archives">The archives that guests use; those that it cannot serve are left out.</param>
    /// <param name="leases">Where its lease is recorded.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start early.</param>
    public static Task<CacheStart> StartAsync(
        string folder,
        IEnumerable<Uri> archives,
        LeaseRegistry leases,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => StartAsync(Program, folder, archives, leases, time, cancellationToken);

    internal static async Task<CacheStart> StartAsync(
        string program,
        string folder,
        IEnumerable<Uri> archives,
        LeaseRegistry leases,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var sources = archives.Where(CacheSettings.CanServe).DistinctBy(archive => archive.AbsoluteUri.TrimEnd('/')).ToList();
        if (sources.Count == 0 || ToolRunner.Find(program) is null)
        {
            return CacheStart.None;
        }

        return await RunAsync(program, folder, sources, leases, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a cache of archives wherever they are, which may be this host.</summary>
    internal static async Task<CacheStart> RunAsync(
        string program,
        string folder,
        IReadOnlyList<Uri> sources,
        LeaseRegistry leases,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        PackageCache? cache = null;
        try
        {
            cache = await LaunchAsync(program, folder, sources, leases, time, cancellationToken).ConfigureAwait(false);
            if (await cache.ProblemAsync(time, cancellationToken).ConfigureAwait(false) is not { } problem)
            {
                return new CacheStart(cache, null);
            }

            await cache.DisposeAsync().ConfigureAwait(false);
            return new CacheStart(null, problem);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ToolException or SocketException)
        {
            if (cache is not null)
            {
                await cache.DisposeAsync().ConfigureAwait(false);
            }

            return new CacheStart(null, error.Message.Split('\n')[0]);
        }
        catch
        {
            if (cache is not null)
            {
                await cache.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Ends it, and removes what is kept beyond the quota.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        new CacheFolder(Path.Combine(_folder, Packages)).Trim(CacheFolder.Quota);
    }

    private static async Task<PackageCache> LaunchAsync(
        string program,
        string folder,
        IReadOnlyList<Uri> sources,
        LeaseRegistry leases,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        OwnFolder.CreatePrivate(folder);
        foreach (var name in (string[])[Packages, Settings, Logs])
        {
            OwnFolder.CreatePrivate(Path.Combine(folder, name));
        }

        // The log of this run alone.
        File.Delete(Path.Combine(folder, Logs, "apt-cacher.log"));
        var settings = new CacheSettings
        {
            Folder = Path.GetFullPath(Path.Combine(folder, Packages)),
            LogFolder = Path.GetFullPath(Path.Combine(folder, Logs)),
            Port = FreePort(),
            Sources = sources,
        };
        await AtomicFile
            .WriteSecretAsync(Path.Combine(folder, Settings, "acng.conf"), settings.Text, cancellationToken)
            .ConfigureAwait(false);
        var process = await ChildProcess
            .StartAsync(
                ToolCommand.Create(program, "-c", Path.GetFullPath(Path.Combine(folder, Settings))),
                LeaseName,
                ProcessKind.PackageCache,
                Path.Combine(folder, Logs, "output.log"),
                leases,
                scratchFolder: null,
                time,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new PackageCache(process, new GuestCache(settings.Port, sources), folder);
    }

    // The ports that the kernel gives out are higher. Another program may take this one before the cache does; there is no cache then.
    private static int FreePort()
    {
        for (var attempt = 0; attempt < PortAttempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(LeastPort, CacheSettings.HighestPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException) { }
        }

        throw new IOException($"no TCP port between {LeastPort} and {CacheSettings.HighestPort} is free");
    }

    // Null when it answers and refuses what no archive of its own has; nothing has to leave this host for that.
    private async Task<string?> ProblemAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { Proxy = new WebProxy(IPAddress.Loopback.ToString(), Guest.Port), UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = _startLimit };
        HttpStatusCode? answer = null;
        var answers = await Wait.WhetherAsync(AnswersAsync, _startLimit, _interval, time, cancellationToken).ConfigureAwait(false);
        return (answers && IsRunning, answer) switch
        {
            (false, _) => await FirstWordsAsync(cancellationToken).ConfigureAwait(false),
            (_, HttpStatusCode.Forbidden) => null,
            _ => $"{Program} does not refuse what it was told to refuse (it answered {(int)answer!})",
        };

        async Task<bool> AnswersAsync(CancellationToken token)
        {
            try
            {
                using var response = await client.GetAsync(new Uri("http://mail-factory.invalid/"), token).ConfigureAwait(false);
                answer = response.StatusCode;
                return true;
            }
            catch (HttpRequestException)
            {
                return !IsRunning;
            }
        }
    }

    private async Task<string> FirstWordsAsync(CancellationToken cancellationToken)
    {
        var said = File.Exists(_process.LogPath)
            ? (await File.ReadAllLinesAsync(_process.LogPath, cancellationToken).ConfigureAwait(false)).LastOrDefault(line =>
                line.Length > 0
            )
            : null;
        return IsRunning
            ? $"{Program} does not answer"
            : $"{Program} ended with {await _process.Exited.ConfigureAwait(false)}: {said ?? "it said nothing"}";
    }
}
