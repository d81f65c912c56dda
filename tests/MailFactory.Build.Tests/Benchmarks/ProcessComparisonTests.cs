using MailFactory.Benchmarks;
using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Benchmarks;

public sealed class ProcessComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact(Timeout = 60_000)]
    public async Task Commands_run_in_turns_and_the_first_round_does_not_count()
    {
        var measured = await new ProcessComparison { Rounds = 2 }.RunAsync(
            [Writes("a"), Writes("b")],
            TestContext.Current.CancellationToken
        );
        Assert.Equal("ababab", await File.ReadAllTextAsync(_folder.PathOf("log"), TestContext.Current.CancellationToken));
        Assert.Equal(["a", "b"], measured.Select(x => x.Name));
        Assert.All(measured, x => Assert.Equal(2, x.Durations.Count));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_fails_has_no_speed() =>
        await Assert.ThrowsAsync<ToolException>(() =>
            new ProcessComparison().RunAsync([("no", ToolCommand.Create("false"))], TestContext.Current.CancellationToken)
        );

    [Fact]
    public void The_table_shows_medians_and_how_many_times_quicker_than_the_first()
    {
        Measured[] measured = [Taking("dotnet run", 5000, 4000, 9000), Taking("./build.sh", 200, 250, 150)];
        Assert.Equal(
            """
                         median     from       to   quicker
            dotnet run  5000 ms  4000 ms  9000 ms
            ./build.sh   200 ms   150 ms   250 ms   25.0 times
            """,
            ComparisonTable.Render(measured).ReplaceLineEndings("\n")
        );
    }

    public void Dispose() => _folder.Dispose();

    private static Measured Taking(string name, params int[] milliseconds) =>
        new(name, [.. milliseconds.Select(x => TimeSpan.FromMilliseconds(x))]);

    private (string, ToolCommand) Writes(string name) =>
        (name, ToolCommand.Create("sh", "-c", "printf %s \"$1\" >>\"$2\"", "sh", name, _folder.PathOf("log")));
}
