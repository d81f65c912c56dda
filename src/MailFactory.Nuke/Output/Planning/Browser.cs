using System.Diagnostics;

namespace Nuke.Common.Output.Planning;

/// <summary>Opens a file in the user's browser.</summary>
internal static class Browser
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Why the file could not be opened, in one line; null if a browser was asked to.</summary>
    public static string Open(string file, IReadOnlyDictionary<string, string> variables)
    {
        var opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(file) { UseShellExecute = true } : Found(opener, variables);
        if (start is null)
        {
            return $"there is no {opener}";
        }

        try
        {
            start.ArgumentList.Add(file);
            using var process = Process.Start(start);

            // The opener ends at once when it cannot help; a browser that it became itself keeps running.
            return process is not null && process.WaitForExit(Patience) && process.ExitCode != 0
                ? $"{opener} ended with exit code {process.ExitCode}"
                : null;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    private static ProcessStartInfo Found(string opener, IReadOnlyDictionary<string, string> variables)
    {
        var path = variables
            .GetValueOrDefault("PATH", string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(x => Path.Combine(x, opener))
            .FirstOrDefault(File.Exists);
        return path is null ? null : new ProcessStartInfo(path) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
