using System.Collections;

namespace MailFactory.Testing.Processes;

/// <summary>
/// The environment that children inherit: what a program needs to find its files and speak its language, and nothing else. Tokens
/// and passwords that this build was given (<c>GITHUB_TOKEN</c>, a proxy's password) are not for QEMU and its like.
/// </summary>
internal static class ChildEnvironment
{
    private static readonly HashSet<string> _allowed = new(StringComparer.Ordinal)
    {
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "SHELL",
        "PWD",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TERM",
        "TMPDIR",
        "XDG_RUNTIME_DIR",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
        "LD_LIBRARY_PATH",
        "LOCALE_ARCHIVE",
        "NIX_PATH",
        "GNUPGHOME",
        "GPG_TTY",
        "JAVA_HOME",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "NUGET_PACKAGES",
    };

    private static readonly string[] _allowedBeginnings = ["LC_", "DOTNET_"];

    private static readonly HashSet<string> _proxies = new(StringComparer.OrdinalIgnoreCase)
    {
        "http_proxy",
        "https_proxy",
        "ftp_proxy",
        "all_proxy",
        "no_proxy",
    };

    /// <summary>The proxies of this build's environment, for the few programs that fetch something themselves.</summary>
    public static IReadOnlyDictionary<string, string?> Proxies =>
        Inherited()
            .Where(variable => _proxies.Contains(variable.Name))
            .ToDictionary(variable => variable.Name, variable => (string?)variable.Value);

    /// <summary>What changes in the inherited environment for a command: null removes a variable.</summary>
    internal static IReadOnlyDictionary<string, string?> Of(ToolCommand command)
    {
        var changes = Inherited().Where(variable => !IsAllowed(variable.Name)).ToDictionary(variable => variable.Name, _ => (string?)null);
        foreach (var (name, value) in command.Environment)
        {
            changes[name] = value;
        }

        return changes;
    }

    private static bool IsAllowed(string name) =>
        _allowed.Contains(name)
        || _allowedBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))
        || OperatingSystem.IsWindows();

    private static IEnumerable<(string Name, string Value)> Inherited() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(variable => ((string)variable.Key, (string?)variable.Value ?? string.Empty));
}
