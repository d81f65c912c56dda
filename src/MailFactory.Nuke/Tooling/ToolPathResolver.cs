namespace Nuke.Common.Tooling;

/// <summary>Finds programs.</summary>
public static class ToolPathResolver
{
    /// <summary>The program that the environment variable <c>NAME_EXE</c> names, or null.</summary>
    public static string TryGetEnvironmentExecutable(string environmentExecutable) =>
        EnvironmentInfo.GetVariable(environmentExecutable) is { Length: > 0 } path && File.Exists(path) ? path : null;

    /// <summary>The program of that name in PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string GetPathExecutable(string pathExecutable)
    {
        var names = EnvironmentInfo.IsWin ? [$"{pathExecutable}.exe", $"{pathExecutable}.cmd", pathExecutable] : new[] { pathExecutable };
        return EnvironmentInfo
                .Paths.SelectMany(directory => names.Select(name => Path.Combine(directory, name)))
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"There is no program '{pathExecutable}' in PATH ({string.Join(Path.PathSeparator, EnvironmentInfo.Paths)})."
            );
    }
}
