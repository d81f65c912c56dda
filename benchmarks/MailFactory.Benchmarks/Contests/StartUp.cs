using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Processes;

namespace MailFactory.Benchmarks.Contests;

/// <summary>From the command to the prompt again, nothing to compile: ours against .NET's own way to run the same project.</summary>
internal static class StartUp
{
    // Where an engine can do no better: a .NET program that says nothing takes this share of `dotnet run --no-build`.
    private const double Aim = 0.5;

    private static readonly (string Name, string[] Arguments)[] _commands =
    [
        ("--help", ["--help"]),
        ("--plan", ["--plan", "Test", "--distro", "debian-13"]),
        ("ListIsos", ["ListIsos"]),
    ];

    /// <summary>Help, the plan and the list of media.</summary>
    public static IReadOnlyList<Contest> Of(string repository)
    {
        var chosen = RememberedEngine(repository);
        var environment = new Dictionary<string, string?> { ["NUKE_ROOT"] = repository, ["NukeEngine"] = chosen };
        return
        [
            .. _commands.Select(command => new Contest
            {
                Id = $"start-up {command.Name}",
                Title = $"`./build.sh {string.Join(' ', command.Arguments)}`, from the command to the prompt again",
                Ours = Contestant.Of("./build.sh", Command(Path.Combine(repository, "build.sh"), command.Arguments)),
                Others =
                [
                    (
                        Contestant.Of(
                            "dotnet run --no-build",
                            Command("dotnet", ["run", "--project", "build", "--no-build", "--", .. command.Arguments])
                        ),
                        Aim
                    ),
                ],
            }),
        ];

        ToolCommand Command(string program, string[] arguments) =>
            ToolCommand.Create(program, arguments) with
            {
                WorkingDirectory = repository,
                Environment = environment,
                Timeout = TimeSpan.FromMinutes(5),
            };
    }

    /// <summary>What build.sh chose; .NET has to compile against the same engine to have nothing to compile.</summary>
    private static string? RememberedEngine(string repository)
    {
        var file = Path.Combine(repository, ".nuke", "temp", "engine");
        return Environment.GetEnvironmentVariable("NUKE_ENGINE") ?? (File.Exists(file) ? File.ReadAllText(file).Trim() : null);
    }
}
