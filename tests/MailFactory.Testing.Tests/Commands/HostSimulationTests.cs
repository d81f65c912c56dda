using MailFactory.Testing.Commands;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Scheduling;

namespace MailFactory.Testing.Tests.Commands;

public sealed class HostSimulationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Each_host_gets_a_chart_and_a_row_and_a_larger_one_is_not_slower()
    {
        var lines = await PrintAsync(Twelve.Options);
        var makespans = lines
            .Where(line => line.Contains(" GiB, ", StringComparison.Ordinal) && line.Contains(" min", StringComparison.Ordinal))
            .Select(line => int.Parse(line[20..].TrimStart().Split(' ')[0]))
            .ToList();
        Assert.Equal(4, makespans.Count);
        Assert.Equal(makespans.OrderDescending(), makespans);
        Assert.Equal(4 * 12, lines.Count(line => line.EndsWith('|')));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_host_too_small_for_a_machine_is_said_to_be_so()
    {
        var lines = await PrintAsync(Twelve.Options with { MemoryMiB = 20_000 });
        Assert.Contains(
            lines,
            line =>
                line.StartsWith("16 GiB, 8 CPUs", StringComparison.Ordinal)
                && line.Contains("this host allows 15360", StringComparison.Ordinal)
        );
        Assert.Equal(3 * 12, lines.Count(line => line.EndsWith('|')));
    }

    private async Task<string[]> PrintAsync(RunOptions options)
    {
        using var console = new StringWriter();
        await HostSimulation.PrintAsync(options with { Layout = new WorkLayout(_folder.Path) }, console);
        return console.ToString().Split('\n');
    }
}
