using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Scripts;

/// <summary>A small repository with the real build.sh and build.cmd, in a folder whose path has a space.</summary>
internal sealed class BuildTree : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BuildTree()
    {
        Directory.CreateDirectory(Root);
        foreach (var file in new[] { "build.sh", "build.cmd", "global.json" })
        {
            File.Copy(Repository.PathOf(file), PathOf(file));
        }

        Write("Directory.Build.props", "<Project />\n");
        Write("build/_build.csproj", "<Project />\n");
        Write("build/Build.cs", "// the build\n");
        Write("src/Library/Library.cs", "// the library\n");
        Dotnet = new FakeDotnet(_folder.PathOf("fake tools"));
    }

    /// <summary>The dotnet that a run finds first.</summary>
    public FakeDotnet Dotnet { get; }

    /// <summary>Environment variables of the next runs; null removes one.</summary>
    public Dictionary<string, string?> Environment { get; } = new() { ["NUKE_ENGINE"] = null, ["DOTNET_ROOT"] = null };

    public string Root => _folder.PathOf("a tree");

    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public string PathBeside(string name) => _folder.PathOf(name);

    public void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), content);
    }

    /// <summary>Runs build.sh with the fake dotnet.</summary>
    public Task<ToolResult> BuildAsync(params string[] arguments) => RunAsync(PathOf("build.sh"), Root, arguments);

    /// <summary>Runs a script with the fake dotnet.</summary>
    public Task<ToolResult> RunAsync(string script, string directory, params string[] arguments) =>
        RunWithAsync($"{Dotnet.Folder}:/usr/bin:/bin", script, directory, arguments);

    /// <summary>Runs a script as a shell does, which also starts one without an interpreter line.</summary>
    public Task<ToolResult> RunWithAsync(string searchPath, string script, string directory, params string[] arguments)
    {
        var command = ToolCommand.Create("/bin/bash", ["-c", "\"$0\" \"$@\"", script, .. arguments]) with
        {
            WorkingDirectory = directory,
            Environment = new Dictionary<string, string?>(Environment) { ["PATH"] = searchPath, ["HOME"] = _folder.Path },
            Timeout = TimeSpan.FromMinutes(3),
        };
        return ToolRunner.RunAsync(command, TestContext.Current.CancellationToken);
    }

    /// <summary>A search path with the system's programs, but without these.</summary>
    public string SearchPathWithout(params string[] missing)
    {
        var folder = Directory.CreateDirectory(PathBeside($"without {string.Join(' ', missing)}")).FullName;
        foreach (var program in Directory.EnumerateFiles("/usr/bin").Where(file => !missing.Contains(Path.GetFileName(file))))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(program)), program);
        }

        return folder;
    }

    public void Dispose() => _folder.Dispose();
}
