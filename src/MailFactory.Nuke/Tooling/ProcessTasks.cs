using System.Diagnostics;
using Serilog;

namespace Nuke.Common.Tooling;

/// <summary>Starts programs.</summary>
public static class ProcessTasks
{
    /// <summary>Whether lines are logged where the call does not say; default true.</summary>
    public static bool DefaultLogOutput = true;

    /// <summary>Whether the command is logged where the call does not say; default true.</summary>
    public static bool DefaultLogInvocation = true;

    /// <summary>The directory to start in where the call does not say; default: the root directory.</summary>
    public static string DefaultWorkingDirectory;

    /// <summary>Starts a shell command.</summary>
    public static IProcess StartShell(
        string command,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<string, string> outputFilter = null
    )
    {
        var (shell, option) = EnvironmentInfo.IsWin ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        var start = new ProcessStartInfo(shell) { ArgumentList = { option, command } };
        return Start(
            start,
            $"{option} {command}",
            workingDirectory,
            environmentVariables,
            timeout,
            logOutput,
            logInvocation,
            logger,
            outputFilter
        );
    }

    /// <summary>Starts a program.</summary>
    public static IProcess StartProcess(
        string toolPath,
        ArgumentStringHandler arguments,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null
    ) =>
        StartProcess(
            toolPath,
            arguments.ToStringAndClear(),
            workingDirectory,
            environmentVariables,
            timeout,
            logOutput,
            logInvocation,
            logger
        );

    /// <summary>Starts a program.</summary>
    /// <param name="toolPath">The program's file, or its name to be found in PATH.</param>
    /// <param name="arguments">Its arguments, in quotes where they hold spaces.</param>
    /// <param name="workingDirectory">The directory to start in.</param>
    /// <param name="environmentVariables">The child's whole environment; default: this process's.</param>
    /// <param name="timeout">Milliseconds until <see cref="IProcess.WaitForExit"/> kills it; default: for ever.</param>
    /// <param name="logOutput">Whether its lines are logged.</param>
    /// <param name="logInvocation">Whether the command is logged.</param>
    /// <param name="logger">Takes its lines in place of the log.</param>
    /// <param name="outputFilter">Changes what is logged, to hide secrets.</param>
    public static IProcess StartProcess(
        string toolPath,
        string arguments = null,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<string, string> outputFilter = null
    )
    {
        var start = new ProcessStartInfo(toolPath, arguments ?? string.Empty);
        return Start(start, arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, outputFilter);
    }

    /// <summary>Logs one line of a program; standard error is where many tools report progress, so it is no error.</summary>
    public static void DefaultLogger(OutputType type, string output)
    {
        if (type == OutputType.Std)
        {
            Log.Debug("{Line}", output);
        }
        else
        {
            Log.Information("{Line}", output);
        }
    }

    private static StartedProcess Start(
        ProcessStartInfo start,
        string shownArguments,
        string workingDirectory,
        IReadOnlyDictionary<string, string> environmentVariables,
        int? timeout,
        bool? logOutput,
        bool? logInvocation,
        Action<OutputType, string> logger,
        Func<string, string> outputFilter
    )
    {
        var filter = outputFilter ?? (x => x);
        start.WorkingDirectory = workingDirectory ?? DefaultWorkingDirectory ?? NukeBuild.RootDirectory;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        if (environmentVariables is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environmentVariables)
            {
                start.Environment[name] = value;
            }
        }

        if (logInvocation ?? DefaultLogInvocation)
        {
            Log.Information("> {Command}", filter($"{start.FileName} {shownArguments}".Trim()));
        }

        var log = logger ?? DefaultLogger;
        var logs = logOutput ?? DefaultLogOutput;
        return new StartedProcess(
            start,
            timeout is { } ms ? TimeSpan.FromMilliseconds(ms) : Timeout.InfiniteTimeSpan,
            (type, line) =>
            {
                if (logs)
                {
                    log(type, filter(line));
                }
            }
        );
    }
}
