using System.Diagnostics;
using MailFactory.Testing.Processes;

namespace MailFactory.Benchmarks.Measuring;

/// <summary>One way to do a piece of work.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Measure">Does the work once and returns what it took, in seconds.</param>
internal sealed record Contestant(string Name, Func<CancellationToken, Task<double>> Measure)
{
    /// <summary>A contestant whose whole work is timed.</summary>
    public static Contestant Of(string name, Func<CancellationToken, Task> work) =>
        new(
            name,
            async cancellationToken =>
            {
                var started = Stopwatch.GetTimestamp();
                await work(cancellationToken);
                return Stopwatch.GetElapsedTime(started).TotalSeconds;
            }
        );

    /// <summary>A program from start to end; <see cref="ToolException"/> when it fails: what does not work has no speed.</summary>
    public static Contestant Of(string name, ToolCommand command) =>
        Of(name, async cancellationToken => (await ToolRunner.RunAsync(command, cancellationToken)).EnsureSuccess());
}
