using MailFactory.Testing.Amounts;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Servers;

/// <summary>
/// Tests a mail server that somebody runs: no machine is started, mail goes to the accounts that its owner named and nowhere else, and
/// what the checks made is removed.
/// </summary>
/// <param name="options">What was asked for, with a server.</param>
/// <param name="console">Where the progress and the summary are printed.</param>
public sealed class ServerTest(RunOptions options, TextWriter console)
{
    /// <summary>How many mails are sent at most.</summary>
    public const int MostMails = 200;

    /// <summary>How many of them the check of load sends.</summary>
    private const int SoakMessages = 20;

    private static readonly TimeSpan _cleaning = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _login = TimeSpan.FromSeconds(30);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SshTarget? _ssh = options.Server?.Ssh;

    /// <summary>
    /// Throws <see cref="RunOptionsException"/> when a server is given and its files are wrong, or the targets ask for machines of this build
    /// only.
    /// </summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="stages">The stages behind the targets.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async Task CheckAsync(RunOptions options, IReadOnlyList<Stage> stages, CancellationToken cancellationToken)
    {
        if (options.Server is null || stages.Count == 0)
        {
            return;
        }

        if (!stages.Contains(Stage.MailTest))
        {
            throw new RunOptionsException("--server is for TestMailServer; the targets given here work on machines of this build");
        }

        await ServerInputs.ReadAsync(options.Server, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs the checks and writes the report; throws <see cref="RunOptionsException"/> for wrong options and files, and
    /// <see cref="Hosts.HostException"/> when nothing answers at the address.
    /// </summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        RunOptionsCheck.Check(options);
        var inputs = await ServerInputs.ReadAsync(options.Server!, cancellationToken).ConfigureAwait(false);
        var target = await ServerReach.FindAsync(inputs, console, cancellationToken).ConfigureAwait(false);
        await SayAsync(ServerReportText.Before(inputs, target, MostMails)).ConfigureAwait(false);
        var guest = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TestAsync(inputs, target, guest, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (guest is not null)
            {
                await guest.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<RunResult> TestAsync(
        ServerInputs inputs,
        MailServerTarget target,
        SshGuest? guest,
        CancellationToken cancellationToken
    )
    {
        var (started, stamp) = (_time.GetUtcNow(), _time.GetTimestamp());
        var (checks, removed) = await CheckAsync(target, guest, cancellationToken).ConfigureAwait(false);
        foreach (var sentence in removed)
        {
            await SayAsync(sentence).ConfigureAwait(false);
        }

        string[] sent = [$"mails sent: {target.Guard!.Sent} of at most {MostMails}", .. removed];
        var result = ServerResult.Of(inputs, target, checks, sent, started, _time.GetElapsedTime(stamp));
        var files = await ReportFiles.WriteAsync(result, options.Layout, CancellationToken.None).ConfigureAwait(false);
        await SayAsync(ConsoleSummary.Render(result, ShownPath.From(Environment.CurrentDirectory, files.Markdown))).ConfigureAwait(false);
        return result;
    }

    private Task SayAsync(string text) => console.WriteLineAsync(text);

    private async Task<SshGuest?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_ssh is not { } ssh)
        {
            return null;
        }

        var access = new SshAccess
        {
            Host = ssh.Host,
            Port = ssh.Port,
            User = ssh.User,
            PrivateKeyPath = options.Server!.SshKey!,
        };
        return await SshGuest.ConnectAsync(access, _login * options.TimeoutScale, _time, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(IReadOnlyList<CheckResult> Checks, IReadOnlyList<string> Removed)> CheckAsync(
        MailServerTarget target,
        SshGuest? guest,
        CancellationToken cancellationToken
    )
    {
        var context = new CheckContext
        {
            Target = target,
            Guest = guest,
            RebootGuestAsync = null,
            OwnPorts = [_ssh?.Port ?? 0],
            SoakMessages = SoakMessages,
            TimeoutScale = options.TimeoutScale,
            Time = _time,
        };
        var before = await Traces.NoteAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var progress = new Told(check => console.WriteLine(ServerReportText.Of(check)));
            var checks = await ConformanceSuite.RunAsync(context, options.Checks, progress, cancellationToken).ConfigureAwait(false);
            return (checks, await CleanAsync(context, before).ConfigureAwait(false));
        }
        catch
        {
            // Whoever stops a test still gets an account that is as it was.
            foreach (var sentence in await CleanAsync(context, before).ConfigureAwait(false))
            {
                await SayAsync(sentence).ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task<IReadOnlyList<string>> CleanAsync(CheckContext context, IReadOnlyDictionary<string, MailboxMark> before)
    {
        using var limit = new CancellationTokenSource(_cleaning * options.TimeoutScale, _time);
        try
        {
            return await Traces.RemoveAsync(context, before, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return [$"not everything was removed within {Spans.Minutes(_cleaning * options.TimeoutScale)}"];
        }
    }

    private sealed class Told(Action<CheckResult> tell) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => tell(value);
    }
}
