using System.Text.Json;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>A build that was sent to the background.</summary>
public static class DetachedBuild
{
    private const string Option = "detach";
    private const string FileName = "detached.json";

    /// <summary>
    /// Starts this build again without <c>--detach</c>, in a session of its own and with its output in a file, and says how to watch
    /// and stop it; throws <see cref="RunOptionsException"/> when a run is in progress already.
    /// </summary>
    public static async Task StartAsync(WorkLayout layout, TextWriter console, CancellationToken cancellationToken)
    {
        var reading = await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false);
        if (reading.IsGoingOn || IsUp(layout))
        {
            throw new RunOptionsException(
                $"--detach: a build is running in {layout.Root} already (pid "
                    + $"{(reading.IsGoingOn ? reading.Status.State.Owner : Find(layout))?.Pid}); Watch shows it, Stop ends it"
            );
        }

        var log = Path.Combine(layout.Logs, $"detached_{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}.log");
        var nonce = LeaseRegistry.NewNonce();
        var process = DetachedProcess.Start(Again(Environment.ProcessPath!, Environment.GetCommandLineArgs()), log, nonce);
        await AtomicFile
            .WriteSecretAsync(PathOf(layout), JsonSerializer.Serialize(new DetachedProcessRecord(process, nonce)), cancellationToken)
            .ConfigureAwait(false);
        var directory = layout.Root == Environment.CurrentDirectory ? string.Empty : $" --work-directory {ShellText.Word(layout.Root)}";
        await console
            .WriteLineAsync(
                $"""
                detached: pid {process.Pid}, output in {log}
                  ./build.sh Watch{directory}     shows it
                  ./build.sh Stop{directory}      ends it
                """
            )
            .ConfigureAwait(false);
    }

    /// <summary>The build that was detached last in a work directory, if it still runs.</summary>
    internal static ProcessIdentity? Find(WorkLayout layout) =>
        Read(layout) is { } record && record.Process?.Carries(record.Nonce) == true ? record.Process : null;

    /// <summary>Whether a detached build runs.</summary>
    public static bool IsUp(WorkLayout layout) => Find(layout) is not null;

    /// <summary>The command that runs this program again without the option.</summary>
    /// <param name="program">The running program.</param>
    /// <param name="arguments">Its command line; under the dotnet host the first word is the assembly.</param>
    internal static ToolCommand Again(string program, IReadOnlyList<string> arguments)
    {
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var words = arguments.Skip(isHost ? 0 : 1).ToList();
        return ToolCommand.Create(
            program,
            words.Where((word, index) => !IsOption(word) && !(bool.TryParse(word, out _) && index > 0 && IsOption(words[index - 1])))
        );
    }

    private static bool IsOption(string argument) =>
        argument.StartsWith('-')
        && argument.Split('=')[0].Replace("-", string.Empty, StringComparison.Ordinal).Equals(Option, StringComparison.OrdinalIgnoreCase);

    private static DetachedProcessRecord? Read(WorkLayout layout)
    {
        try
        {
            return JsonSerializer.Deserialize<DetachedProcessRecord>(OwnFile.ReadOwnText(PathOf(layout)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string PathOf(WorkLayout layout) => Path.Combine(layout.Logs, FileName);
}
