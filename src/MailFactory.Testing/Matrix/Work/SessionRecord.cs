using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>The first and the last entry of a session's record.</summary>
internal static class SessionRecord
{
    /// <summary>Opens the record and writes who runs what.</summary>
    public static RunRecorder Start(RunOptions options, IReadOnlyList<Distro> distros, IReadOnlyList<Stage> stages, TextWriter console)
    {
        var recorder = RunRecorder.Open(options.Layout, TimeProvider.System, console.WriteLine);
        recorder.Record(now => new RunStarted
        {
            Time = now,
            RunId = now.ToString("yyyyMMdd-HHmmss"),
            Owner = ProcessIdentity.Current,
            Command = Command(options),
            Distros = [.. distros.Select(distro => distro.Id)],
            Stages = stages,
        });
        return recorder;
    }

    /// <summary>Writes how it ended and closes the record.</summary>
    public static async Task EndAsync(RunRecorder recorder, FailureClass result)
    {
        recorder.Record(now => new RunEnded { Time = now, Result = result });
        await recorder.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The arguments of this build as they can be typed again, secrets masked.</summary>
    public static string Command(RunOptions options) => Command(options, Environment.GetCommandLineArgs().Skip(1));

    internal static string Command(RunOptions options, IEnumerable<string> arguments)
    {
        var secrets = new[] { options.RhsmOfflineToken, options.Release.Token, options.MailFactory.DockerPassword }
            .Where(secret => secret?.Reveal() is { Length: > 0 })
            .ToList();
        return string.Join(' ', arguments.Select(argument => ShellText.Word(secrets.Aggregate(argument, Mask))));

        static string Mask(string argument, SecretText? secret) =>
            argument.Replace(secret!.Reveal(), secret.ToString(), StringComparison.Ordinal);
    }
}
