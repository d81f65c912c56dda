using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Engines;

/// <summary>
/// A run of the matrix that gets no further than the test lets it, without a machine and without the internet: what it downloads comes
/// through a proxy that answers nothing, and QEMU is a <see cref="FakeQemu"/>.
/// </summary>
internal sealed class HeldRun : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SilentServer _proxy = new();
    private readonly FakeQemu _qemu;
    private RunningBuild? _build;

    public HeldRun() => _qemu = new FakeQemu(_folder);

    /// <summary>Its work directory.</summary>
    public string Work => _folder.PathOf("work");

    /// <summary>The files of its reports.</summary>
    public IEnumerable<string> Reports =>
        Directory.Exists(Path.Combine(Work, "test_results"))
            ? Directory.EnumerateFiles(Path.Combine(Work, "test_results"), "test_results_*")
            : [];

    /// <summary>Starts it; it goes on until its download is let go.</summary>
    public async Task<RunningBuild> StartAsync(EngineTree tree, string engine)
    {
        Start(tree, engine);
        await _build!.WhenAsync("the medium is asked for", () => _proxy.IsAsked);
        return _build;
    }

    /// <summary>Starts it; it goes on until its accelerator is proven, which never comes.</summary>
    public async Task<RunningBuild> StartBeforeTheRunAsync(EngineTree tree, string engine)
    {
        _qemu.HoldOn();
        Start(tree, engine);
        await _build!.WhenAsync("the accelerator is tried", () => _qemu.IsAsked);
        return _build;
    }

    /// <summary>Makes the download fail, so that the run ends.</summary>
    public void LetGo() => _proxy.HangUp();

    /// <summary>The arguments of such a run.</summary>
    public static string[] Arguments(string distro) => ["DownloadIsos", "Report", "--skip", "PrepareHost", "--distro", distro];

    /// <summary>The processes with a file of this run among their arguments, a line each.</summary>
    public async Task<string> ProcessesAsync() =>
        (await ToolRunner.RunAsync(ToolCommand.Create("pgrep", "-af", _folder.Path), TestContext.Current.CancellationToken)).StandardOutput;

    public async ValueTask DisposeAsync()
    {
        _build?.Dispose();
        await _proxy.DisposeAsync();
        _folder.Dispose();
    }

    private void Start(EngineTree tree, string engine)
    {
        var command = tree.Command(engine, [.. Arguments("debian-13"), "--work-directory", Work]);
        _build = RunningBuild.Start(
            command with
            {
                Environment = new Dictionary<string, string?>(command.Environment)
                {
                    ["PATH"] = _qemu.SearchPath,
                    ["http_proxy"] = _proxy.Url,
                    ["https_proxy"] = _proxy.Url,
                    ["no_proxy"] = null,
                    ["NO_PROXY"] = null,
                },
            }
        );
    }
}
