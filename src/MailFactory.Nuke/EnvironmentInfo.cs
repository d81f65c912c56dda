using System.Collections;
using System.Collections.ObjectModel;
using Nuke.Common.IO;

namespace Nuke.Common;

/// <summary>The machine and the process that the build runs in.</summary>
public static class EnvironmentInfo
{
    /// <summary>The arguments of the process, without its own name.</summary>
    public static IReadOnlyCollection<string> CommandLineArguments => Environment.GetCommandLineArgs()[1..];

    /// <summary>The line break of the platform.</summary>
    public static string NewLine => Environment.NewLine;

    /// <summary>The machine's name.</summary>
    public static string MachineName => Environment.MachineName;

    /// <summary>The current directory.</summary>
    public static AbsolutePath WorkingDirectory
    {
        get => Environment.CurrentDirectory;
        set => Environment.CurrentDirectory = value;
    }

    /// <summary>Whether this is Linux or macOS.</summary>
    public static bool IsUnix => IsLinux || IsOsx;

    /// <summary>Whether this is Windows.</summary>
    public static bool IsWin => OperatingSystem.IsWindows();

    /// <summary>Whether this is Linux.</summary>
    public static bool IsLinux => OperatingSystem.IsLinux();

    /// <summary>Whether this is macOS.</summary>
    public static bool IsOsx => OperatingSystem.IsMacOS();

    /// <summary>The operating system.</summary>
    public static PlatformFamily Platform
    {
        get
        {
            if (IsWin)
            {
                return PlatformFamily.Windows;
            }

            if (IsLinux)
            {
                return PlatformFamily.Linux;
            }

            return IsOsx ? PlatformFamily.OSX : PlatformFamily.Unknown;
        }
    }

    /// <summary>All environment variables.</summary>
    public static ReadOnlyDictionary<string, string> Variables => new(ReadVariables());

    /// <summary>The directories in which programs are looked for.</summary>
    public static IReadOnlyCollection<string> Paths =>
        GetVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Whether the variable is set; an empty one counts only if allowed.</summary>
    public static bool HasVariable(string name, bool allowEmpty = true) =>
        GetVariable(name) is { } value && (allowEmpty || value.Length > 0);

    /// <summary>The variable's value, or null.</summary>
    public static string GetVariable(string name) => Environment.GetEnvironmentVariable(name);

    /// <summary>Sets the variable for this process and its children.</summary>
    public static void SetVariable(string name, string value) => Environment.SetEnvironmentVariable(name, value);

    /// <summary>Removes the variable for this process and its children.</summary>
    public static void RemoveVariable(string name) => Environment.SetEnvironmentVariable(name, null);

    /// <summary>Changes the current directory until the result is disposed.</summary>
    public static IDisposable SwitchWorkingDirectory(this AbsolutePath path)
    {
        var before = WorkingDirectory;
        WorkingDirectory = path;
        return new Disposable(() => WorkingDirectory = before);
    }

    private static Dictionary<string, string> ReadVariables() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(
                x => (string)x.Key,
                x => (string)x.Value,
                OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
            );
}
