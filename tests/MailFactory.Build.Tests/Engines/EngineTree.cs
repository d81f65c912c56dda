using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Engines;

/// <summary>
/// This repository as somebody clones it, on a host whose feed has the stand-in for NUKE: with either engine, compiled once for all
/// tests, and a home of its own, so that nothing of the user's is read or written.
/// </summary>
public sealed class EngineTree : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(20);

    private readonly TemporaryFolder _folder = new();

    public static IReadOnlyList<string> Engines { get; } = ["Embedded", "Package"];

    public string Root => _folder.PathOf("a clone");

    /// <summary>What the first run of all said: the one that finds out which engine there is.</summary>
    internal ToolResult First { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!Path.Exists(Repository.PathOf(".git")))
        {
            return;
        }

        // As it is now, not as it was committed.
        var files = await EnsureAsync(Repository.Root, "git", "-c", "safe.directory=*", "ls-files", "-coz", "--exclude-standard");
        var names = files.StandardOutput.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        foreach (var file in names.Where(file => File.Exists(Repository.PathOf(file))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
            File.Copy(Repository.PathOf(file), Path.Combine(Root, file));
        }

        await EnsureAsync(Root, Repository.PathOf("tests", "MailFactory.Nuke.StandIn", "with-stand-in.sh"), Home, "true");
        await EnsureAsync(Root, "git", "init", "-q");
        await EnsureAsync(Root, "git", "add", "-A");
        await EnsureAsync(Root, "git", "-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-qm", "all of it");
        First = await RunAsync(null, "ListIsos");
        Second = await RunAsync("Embedded", "ListIsos");
    }

    /// <summary>What the first run with the other engine said.</summary>
    internal ToolResult Second { get; private set; } = null!;

    /// <summary>The build that build.sh compiled in the clone with an engine.</summary>
    public string BuildOf(string engine)
    {
        RequireClone();
        return Path.Combine(Root, "build", "bin", engine, "Debug", "_build.dll");
    }

    /// <summary>Runs the clone's build.sh with an engine, or with the one that it finds.</summary>
    internal Task<ToolResult> RunAsync(string? engine, params string[] arguments)
    {
        RequireClone();
        return ToolRunner.RunAsync(Command(engine, arguments), TestContext.Current.CancellationToken);
    }

    /// <summary>What <see cref="RunAsync"/> runs, for tests that do not wait for its end.</summary>
    internal ToolCommand Command(string? engine, params string[] arguments) =>
        In(Root, Path.Combine(Root, "build.sh"), arguments) with
        {
            Environment = new Dictionary<string, string?>
            {
                ["HOME"] = Home,
                ["DOTNET_CLI_HOME"] = Home,
                ["NUGET_PACKAGES"] = Path.Combine(Home, "packages"),
                ["NUKE_ENGINE"] = engine,
                ["NUKE_TELEMETRY_OPTOUT"] = null,
                ["GITHUB_ACTIONS"] = null,
                // However busy this host is.
                ["NUKE_PROBE_SECONDS"] = "600",
                // The sources are analysed where they are developed.
                ["RunAnalyzers"] = "false",
            },
        };

    /// <summary>What git says has changed in the clone, a line each; empty for a clean tree.</summary>
    public async Task<string> ChangesAsync() => (await EnsureAsync(Root, "git", "status", "--porcelain")).StandardOutput;

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void RequireClone() => Assert.SkipUnless(Directory.Exists(Root), "there is no git repository to clone");

    private string Home => _folder.PathOf("home");

    private static ToolCommand In(string directory, string program, params string[] arguments) =>
        ToolCommand.Create(program, arguments) with
        {
            WorkingDirectory = directory,
            Timeout = _patience,
        };

    private static async Task<ToolResult> EnsureAsync(string directory, string program, params string[] arguments) =>
        (await ToolRunner.RunAsync(In(directory, program, arguments), TestContext.Current.CancellationToken)).EnsureSuccess();
}
