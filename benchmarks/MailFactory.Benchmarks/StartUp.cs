using MailFactory.Testing.Processes;

namespace MailFactory.Benchmarks;

/// <summary>Asking a build for its help: through build.sh, through the engine alone, and as .NET itself runs the same project.</summary>
internal static class StartUp
{
    /// <summary>The commands to compare, the one that the others are measured against first.</summary>
    public static IReadOnlyList<(string Name, ToolCommand Command)> Commands(string repository)
    {
        var chosen = RememberedEngine(repository);
        var engine = Path.Combine(repository, "build", "bin", chosen ?? "Embedded", "Debug", "_build.dll");
        var environment = new Dictionary<string, string?> { ["NUKE_ROOT"] = repository, ["NukeEngine"] = chosen };
        (string, ToolCommand)[] commands =
        [
            ("dotnet run", ToolCommand.Create("dotnet", "run", "--project", "build", "--", "--help")),
            ("dotnet run --no-build", ToolCommand.Create("dotnet", "run", "--project", "build", "--no-build", "--", "--help")),
            ("./build.sh", ToolCommand.Create(Path.Combine(repository, "build.sh"), "--help")),
            ("the engine alone", ToolCommand.Create("dotnet", engine, "--help")),
        ];
        return
        [
            .. commands.Select(x =>
                (x.Item1, x.Item2 with { WorkingDirectory = repository, Environment = environment, Timeout = TimeSpan.FromMinutes(5) })
            ),
        ];
    }

    /// <summary>What build.sh chose; .NET has to compile against the same engine to have nothing to compile.</summary>
    private static string? RememberedEngine(string repository)
    {
        var file = Path.Combine(repository, ".nuke", "temp", "engine");
        return Environment.GetEnvironmentVariable("NUKE_ENGINE") ?? (File.Exists(file) ? File.ReadAllText(file).Trim() : null);
    }
}
