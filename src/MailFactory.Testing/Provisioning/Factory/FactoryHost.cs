using System.Globalization;
using System.Text.RegularExpressions;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>What Mail Server Factory itself needs on the host; its ping is answered by this project.</summary>
internal static partial class FactoryHost
{
    private const int LeastJava = 17;
    private static readonly string[] _programs = ["ssh", "scp", "ssh-keyscan", "ssh-keygen", "tar", "bzip2", "cp", "sh"];

    /// <summary>The java to run: that of JAVA_HOME, as its own launcher does, or else the one in PATH; null when there is none.</summary>
    public static string? Java =>
        Environment.GetEnvironmentVariable("JAVA_HOME") is { Length: > 0 } home
        && Path.Combine(home, "bin", "java") is var java
        && File.Exists(java)
            ? java
            : ToolRunner.Find("java");

    /// <summary>One sentence for each thing that is missing, with the remedy.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var missing = _programs
            .Where(program => ToolRunner.Find(program) is null)
            .Select(program => $"{program} is not installed, which Mail Server Factory needs")
            .ToList();
        if (Java is not { } java)
        {
            missing.Add(
                $"java is not installed, and Mail Server Factory needs Java {LeastJava} or newer "
                    + $"(openjdk-{LeastJava}-jre-headless); JAVA_HOME may name one"
            );
        }
        else if (await VersionAsync(java, cancellationToken).ConfigureAwait(false) is var version && version is null or < LeastJava)
        {
            var found = version is null ? "no Java that reports its version" : $"Java {version}";
            missing.Add($"{java} is {found}, and Mail Server Factory " + $"needs {LeastJava} or newer; JAVA_HOME may name another one");
        }

        return missing;
    }

    /// <summary>The major version in what <c>java -version</c> prints; null when it is not there. Java 8 calls itself 1.8.</summary>
    internal static int? ParseVersion(string text) =>
        Version().Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private static async Task<int?> VersionAsync(string java, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(ToolCommand.Create(java, "-version"), cancellationToken).ConfigureAwait(false);
        return ParseVersion(result.StandardError + result.StandardOutput);
    }

    [GeneratedRegex(@"version ""(?:1\.)?(\d+)")]
    private static partial Regex Version();
}
