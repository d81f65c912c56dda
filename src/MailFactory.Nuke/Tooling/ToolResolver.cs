namespace Nuke.Common.Tooling;

/// <summary>Makes functions out of programs.</summary>
public static class ToolResolver
{
    /// <summary>The program at that path.</summary>
    public static Tool GetTool(string toolPath) =>
        (arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, exitHandler) =>
        {
            using var process = ProcessTasks.StartProcess(
                toolPath,
                arguments,
                workingDirectory,
                environmentVariables,
                timeout,
                logOutput,
                logInvocation,
                logger
            );
            process.AssertWaitForExit();
            (exitHandler ?? (x => x.AssertZeroExitCode()))(process);
            return process.Output;
        };

    /// <summary>The program that the environment variable <c>NAME_EXE</c> names, or null.</summary>
    public static Tool TryGetEnvironmentTool(string name) =>
        ToolPathResolver.TryGetEnvironmentExecutable($"{name.ToUpperInvariant()}_EXE") is { } path ? GetTool(path) : null;

    /// <summary>The program of that name in PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Tool GetPathTool(string name) => GetTool(ToolPathResolver.GetPathExecutable(name));

    /// <summary>The program that the environment variable <c>NAME_EXE</c> names, else the one in PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Tool GetEnvironmentOrPathTool(string name) => TryGetEnvironmentTool(name) ?? GetPathTool(name);
}
