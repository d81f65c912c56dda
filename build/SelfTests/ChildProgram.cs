using CliWrap;
using Serilog;

/// <summary>A program that does a target's work. It never outlives the build: when that is asked to stop, so is the program.</summary>
/// <param name="directory">Where it runs.</param>
/// <param name="cancellation">Cancelled when the build is asked to stop.</param>
sealed class ChildProgram(string directory, CancellationToken cancellation)
{
    /// <summary>
    /// How long the program may take to end after it was asked to; then it is killed with all that it has started. The embedded engine
    /// itself ends a build that takes longer than 15 s to stop, so it is less than that.
    /// </summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs it to its end and returns its exit code; throws <see cref="OperationCanceledException"/> when it was asked to stop.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="line">Takes each line of its standard output; the build's log does when it is null.</param>
    public int Run(string program, IEnumerable<string> arguments, Action<string>? line = null)
    {
        using var kill = new CancellationTokenSource();
        using var asked = cancellation.Register(() => kill.CancelAfter(Patience));
        return Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(directory)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line ?? (text => Log.Debug("{Line}", text))))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(text => Log.Information("{Line}", text)))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(kill.Token, cancellation)
            .GetAwaiter()
            .GetResult()
            .ExitCode;
    }
}
