using MailFactory.Testing.Processes;

namespace MailFactory.Benchmarks;

/// <summary>
/// Runs commands in turns and measures them from start to end. Turns, because a load that comes and goes then falls on all of
/// them alike: the ratio of two medians holds on a busy machine, the times do not.
/// </summary>
internal sealed class ProcessComparison
{
    /// <summary>How often each command is measured, after one round that is not; 7 unless set.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>Throws <see cref="ToolException"/> when a command fails: what does not work has no speed.</summary>
    public async Task<IReadOnlyList<Measured>> RunAsync(
        IReadOnlyList<(string Name, ToolCommand Command)> commands,
        CancellationToken cancellationToken
    )
    {
        var durations = commands.Select(_ => new List<TimeSpan>()).ToList();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (index, (_, command)) in commands.Index())
            {
                var result = await ToolRunner.RunAsync(command, cancellationToken);
                result.EnsureSuccess();
                if (round > 0)
                {
                    durations[index].Add(result.Duration);
                }
            }
        }

        return [.. commands.Select((command, index) => new Measured(command.Name, durations[index]))];
    }
}
