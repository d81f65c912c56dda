using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Processes;

/// <summary>Runs host programs to their end.</summary>
internal static class ToolRunner
{
    /// <summary>
    /// Runs the command and returns its result whatever the exit code is; throws <see cref="ToolException"/> when the
    /// program cannot be started or does not end within its timeout.
    /// </summary>
    public static async Task<ToolResult> RunAsync(ToolCommand command, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(command.Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var result = await Wrap(command).ExecuteBufferedAsync(Encoding.UTF8, Encoding.UTF8, either.Token).ConfigureAwait(false);
            return new ToolResult(command, result.ExitCode, result.StandardOutput, result.StandardError, result.RunTime);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ToolException(
                $"{command.Program} did not end within {Spans.Seconds(command.Timeout)} and was killed\n  command: {command}"
            );
        }
        catch (Win32Exception error)
        {
            throw new ToolException($"{command.Program} cannot be started: {error.Message}\n  command: {command}", error);
        }
    }

    /// <summary>The full path of a program found in PATH or the system directories, or null.</summary>
    public static string? Find(string program)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        return path.Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"])
            .Where(directory => directory.Length > 0)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);
    }

    private static Command Wrap(ToolCommand command)
    {
        var wrapped = Cli.Wrap(Find(command.Program) ?? command.Program)
            .WithArguments(command.Arguments)
            .WithEnvironmentVariables(ChildEnvironment.Of(command))
            .WithStandardInputPipe(command.StandardInput is { } input ? PipeSource.FromBytes(input) : PipeSource.Null)
            .WithValidation(CommandResultValidation.None);
        return command.WorkingDirectory is { } directory ? wrapped.WithWorkingDirectory(directory) : wrapped;
    }
}
