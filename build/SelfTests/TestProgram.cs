using System.Text.Json;
using Nuke.Common.IO;
using Serilog;

/// <summary>Runs one of the project's test programs and tells how far it is while it runs.</summary>
/// <param name="child">Runs it.</param>
/// <param name="root">The repository.</param>
/// <param name="results">Where result files go.</param>
/// <param name="memory">Where it is kept how long each test took, for the next run's "time left".</param>
sealed class TestProgram(ChildProgram child, AbsolutePath root, AbsolutePath results, AbsolutePath memory)
{
    const int SlowestShown = 10;

    static readonly TimeSpan _betweenLines = TimeSpan.FromSeconds(15);

    /// <summary>Where the test program of a project is compiled to.</summary>
    public static AbsolutePath PathOf(AbsolutePath root, string project, string configuration) =>
        root / "tests" / project / "bin" / configuration / "net10.0" / $"{project}.dll";

    /// <summary>Runs the tests of a project; whatever they find, the result file says it.</summary>
    /// <param name="project">The name of the project.</param>
    /// <param name="configuration">The configuration it was compiled with.</param>
    /// <param name="filter">A part of the tests' names, or a query that begins with a slash; all tests when it is null.</param>
    /// <returns>The program's exit code.</returns>
    public int Run(string project, string configuration, string? filter)
    {
        var program = PathOf(root, project, configuration);
        var durations = memory / $"{project}.seconds.json";
        var progress = new TestProgress(TimeProvider.System, Remembered(durations));
        using var lines = new Timer(
            _ => Log.Information("{Project}: {Progress}", project, progress.Line()),
            null,
            _betweenLines,
            _betweenLines
        );
        var exitCode = child.Run(
            "dotnet",
            [
                "exec",
                program,
                "-noColor",
                "-noAutoReporters",
                "-reporter",
                "json",
                .. Arguments(filter),
                "-result-xml",
                results / $"{project}.xml",
            ],
            line => Tell(progress, line)
        );
        Log.Information("{Project}: {Summary}", project, progress.Summary());
        progress.Slowest(SlowestShown).ToList().ForEach(test => Log.Debug("{Test}", test));
        if (filter is null)
        {
            memory.CreateDirectory();
            durations.WriteAllText(JsonSerializer.Serialize(progress.Took));
        }

        return exitCode;
    }

    /// <summary>The arguments of xUnit.net's runner that choose tests.</summary>
    internal static string[] Arguments(string? filter) =>
        filter switch
        {
            null => [],
            ['/', ..] => ["-filter", filter],
            // A theory's row has a name of its own only when the rows are known before the run.
            _ => ["-preEnumerateTheories", "-displayName", $"*{filter.Trim('*')}*"],
        };

    static void Tell(TestProgress progress, string line)
    {
        if (TestEvent.Parse(line) is not { } told)
        {
            Log.Debug("{Line}", line);
        }
        else if (progress.Observe(told) is { } failure)
        {
            Log.Error("{Failure}", failure);
        }
    }

    static Dictionary<string, double> Remembered(AbsolutePath file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file)) ?? [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
