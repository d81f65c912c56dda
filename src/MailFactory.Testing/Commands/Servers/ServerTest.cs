using MailFactory.Testing.Amounts;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;

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
    private readonly SshTarget? _ssh = options.Server?.Ssh;
    private KnownIssues _known = KnownIssues.None;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

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
    /// Runs the checks and writes the report, of those that are done also when it is stopped; throws <see cref="RunOptionsException"/> for
    /// wrong options, files, passwords and an authority that is not trusted, and <see cref="Hosts.HostException"/> when nothing answers at
    /// the address.
    /// </summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        RunOptionsCheck.Check(options);
        var inputs = await ServerInputs.ReadAsync(options.Server!, cancellationToken).ConfigureAwait(false);
        _known = await KnownIssuesFolder.ReadAsync(options, Time, cancellationToken).ConfigureAwait(false);
        var target = await ServerReach.FindAsync(inputs, console, cancellationToken).ConfigureAwait(false);
        var progress = new ServerProgress(console, Time);
        await using var shown = progress.ConfigureAwait(false);
        await new ServerLogins(inputs, target, progress, options.TimeoutScale).TryAsync(cancellationToken).ConfigureAwait(false);
        await SayAsync(ServerReportText.Before(inputs, target, MostMails)).ConfigureAwait(false);
        var guest = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TestAsync(inputs, target, guest, progress, cancellationToken).ConfigureAwait(false);
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
        ServerProgress progress,
        CancellationToken cancellationToken
    )
    {
        var (started, stamp) = (Time.GetUtcNow(), Time.GetTimestamp());
        var context = new CheckContext
        {
            Target = target,
            Guest = guest,
            RebootGuestAsync = null,
            OwnPorts = [_ssh?.Port ?? 0],
            SoakMessages = SoakMessages,
            TimeoutScale = options.TimeoutScale,
            Time = Time,
            Began = check => progress.Begin(check.Id, check.Title),
        };
        progress.Begin("accounts", "noting what is in their mailboxes already");
        var before = await Traces.NoteAsync(context, cancellationToken).ConfigureAwait(false);
        progress.End();
        IReadOnlyList<CheckResult>? checks = null;
        try
        {
            checks = await ConformanceSuite.RunAsync(context, options.Checks, progress, cancellationToken).ConfigureAwait(false);
            return await EndAsync(checks, null).ConfigureAwait(false);
        }
        catch (Exception error) when (checks is null)
        {
            // Whoever stops a test still gets an account that is as it was, and what was found until then.
            progress.End();
            await EndAsync(progress.Ended, error).ConfigureAwait(false);
            throw;
        }

        async Task<RunResult> EndAsync(IReadOnlyList<CheckResult> ended, Exception? early)
        {
            progress.Begin("accounts", "removing what the checks left there");
            var removed = await CleanAsync(context, before).ConfigureAwait(false);
            progress.End();
            foreach (var sentence in removed)
            {
                await SayAsync(sentence).ConfigureAwait(false);
            }

            string[] facts = [$"mails sent: {target.Guard!.Sent} of at most {MostMails}", .. removed];
            var result = ServerResult.Of(inputs, target, ended, facts, started, Time.GetElapsedTime(stamp));
            return await ReportAsync(
                    early is null ? result : ServerResult.EndedEarly(result, CheckSelection.Of(options.Checks).Count, early)
                )
                .ConfigureAwait(false);
        }
    }

    private async Task<RunResult> ReportAsync(RunResult result)
    {
        result = result with { Stages = [.. result.Stages.Select(_known.Mark)] };
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
        return await SshGuest.ConnectAsync(access, _login * options.TimeoutScale, Time, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> CleanAsync(CheckContext context, MailBefore before)
    {
        using var limit = new CancellationTokenSource(_cleaning * options.TimeoutScale, Time);
        try
        {
            return await Traces.RemoveAsync(context, before, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return [$"not everything was removed within {Spans.Minutes(_cleaning * options.TimeoutScale)}"];
        }
    }
}
