using MailFactory.Testing.Amounts;
using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Machines;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using Serilog;

namespace MailFactory.Testing.Matrix;

/// <summary>Runs one stage of one distro, measures it and turns whatever happens into a result.</summary>
/// <param name="time">The clock.</param>
/// <param name="log">Gets one line at the start and one at the end of each stage.</param>
internal sealed class StageRunner(TimeProvider time, ILogger log)
{
    private const int LongestSummary = 1_000;
    private const int LongestLine = 4_000;
    private const int MostLines = 2_000;

    /// <summary>Told of each stage that begins.</summary>
    public Action<Distro, Stage> Started { get; init; } = (_, _) => { };

    /// <summary>The token that ends one stage alone.</summary>
    public Func<Distro, Stage, CancellationToken> Killed { get; init; } = (_, _) => CancellationToken.None;

    /// <summary>How long a stage may take on this host.</summary>
    public Func<Stage, TimeSpan> TimeoutOf { get; init; } = stage => StageRow.Of(stage).Timeout;

    /// <summary>Told when half of a stage's time is over, and how long the whole is; must not throw.</summary>
    public Action<Distro, Stage, TimeSpan> HalfOver { get; init; } = (_, _, _) => { };

    /// <summary>Marks the result of a stage where known issues explain it.</summary>
    public Func<StageResult, StageResult> Explain { get; init; } = result => result;

    /// <summary>Runs the stage, and returns how it ended and what the stages have made of the distro by then; never throws.</summary>
    public async Task<(StageResult Result, StageProduct Product)> RunAsync(
        Distro distro,
        StageProduct product,
        StageWork work,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetUtcNow();
        var stamp = time.GetTimestamp();
        log.Debug("{Distro} {Stage:l}: started", distro.Id, RunWords.Of(work.Stage));
        Started(distro, work.Stage);
        var killed = Killed(distro, work.Stage);
        var outcome = await OutcomeAsync(distro, product, work, killed, cancellationToken).ConfigureAwait(false);
        if (killed.IsCancellationRequested && outcome.FailureClass != FailureClass.None && !cancellationToken.IsCancellationRequested)
        {
            outcome = StageOutcome.Failed(FailureClass.Cancelled, "ended by Kill");
        }

        var left = outcome.Product ?? product;
        var result = Result(
            distro,
            work.Stage,
            started,
            time.GetElapsedTime(stamp),
            outcome.Verdict == Verdict.Skipped ? outcome : outcome with { Files = [.. outcome.Files.Union(work.FilesOf(distro, left))] }
        );
        log.Debug(
            "{Distro} {Stage:l}: {Verdict:l} after {Seconds:0.0} s: {Summary}",
            result.Distro,
            RunWords.Of(result.Stage),
            RunWords.Of(result.Verdict),
            result.Duration.TotalSeconds,
            result.Summary
        );
        return (result, left);
    }

    /// <summary>The result of a stage that was not reached because an earlier one failed.</summary>
    public StageResult NotReached(Distro distro, Stage stage, StageResult failed) =>
        Result(distro, stage, time.GetUtcNow(), TimeSpan.Zero, StageOutcome.NotReached(failed));

    /// <summary>The result of a stage that was not begun because the host has too little left for it.</summary>
    public StageResult Refused(Distro distro, Stage stage, string missing) =>
        Result(distro, stage, time.GetUtcNow(), TimeSpan.Zero, StageOutcome.Failed(FailureClass.Infrastructure, missing));

    /// <summary>The result of a stage that an error outside of it ended.</summary>
    public StageResult Broken(Distro distro, Stage stage, Exception error) =>
        Result(distro, stage, time.GetUtcNow(), TimeSpan.Zero, BrokenOutcome(distro, stage, error));

    private StageOutcome BrokenOutcome(Distro distro, Stage stage, Exception error)
    {
        log.Error(error, "{Distro} {Stage:l}: internal error", distro.Id, RunWords.Of(stage));
        return StageOutcome.Failed(
            FailureClass.Infrastructure,
            $"internal error, please report it: {error.GetType().Name}: {error.Message}"
        );
    }

    private static StageOutcome CancelledOutcome => StageOutcome.Failed(FailureClass.Cancelled, "cancelled");

    private async Task<StageOutcome> OutcomeAsync(
        Distro distro,
        StageProduct product,
        StageWork work,
        CancellationToken killed,
        CancellationToken cancellationToken
    )
    {
        var timeout = TimeoutOf(work.Stage);
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, killed, cancellationToken);
        try
        {
            deadline.CancelAfter(timeout);
            var half = time.CreateTimer(_ => HalfOver(distro, work.Stage, timeout), state: null, timeout / 2, Timeout.InfiniteTimeSpan);
            await using var halfTimer = half.ConfigureAwait(false);
            either.Token.ThrowIfCancellationRequested();
            return await work.RunAsync(distro, product, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || killed.IsCancellationRequested)
        {
            return CancelledOutcome;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return StageOutcome.Failed(
                FailureClass.Infrastructure,
                $"timed out after {Spans.Minutes(timeout)}; --timeout-scale allows more"
            );
        }
#pragma warning disable CA1031 // A defect of this program in one distro must not take the whole matrix down; it is logged with its stack.
        catch (Exception error)
        {
            return Expected(error) ?? BrokenOutcome(distro, work.Stage, error);
        }
#pragma warning restore CA1031
    }

    // Null for what no stage should throw.
    private static StageOutcome? Expected(Exception error) =>
        error switch
        {
            MachineFailedException { Finding: var finding } machine => StageOutcome.Failed(
                finding.FailureClass,
                $"{InstallWords.Of(finding.Kind)}: {finding.Cause}"
            ) with
            {
                Evidence = [$"remedy: {finding.Remedy}", "last lines on the serial console:", .. machine.LastLines],
            },
            GuestException guest => StageOutcome.Failed(FailureClass.Product, guest.Message) with { Evidence = guest.Evidence },
            WaitTimeoutException => StageOutcome.Failed(FailureClass.Product, error.Message),
            AnswerFileException or FactoryConfigurationException or InstallRulesException or RunOptionsException => StageOutcome.Failed(
                FailureClass.Configuration,
                error.Message
            ),
            ToolException or MachineException or QmpException or IOException or UnauthorizedAccessException or HttpRequestException =>
                StageOutcome.Failed(FailureClass.Infrastructure, error.Message),
            _ => null,
        };

    private StageResult Result(Distro distro, Stage stage, DateTimeOffset started, TimeSpan duration, StageOutcome outcome) =>
        Explain(
            new StageResult
            {
                Distro = distro.Id,
                Stage = stage,
                Verdict = outcome.Verdict,
                Summary = Told(outcome.Summary, LongestSummary),
                FailureClass = outcome.FailureClass,
                FactoryOutcome = outcome.FactoryOutcome,
                Started = started,
                Duration = duration,
                Evidence = Told(outcome.Evidence),
                Phases = outcome.Phases,
                Files = outcome.Files,
                Packages = [.. outcome.Packages.Select(package => Told(package, LongestLine))],
                Checks =
                [
                    .. outcome.Checks.Select(check =>
                        check with
                        {
                            Summary = Told(check.Summary, LongestSummary),
                            Transcript = Told(check.Transcript),
                        }
                    ),
                ],
            }
        );

    private static List<string> Told(IReadOnlyList<string> lines) => [.. lines.Take(MostLines).Select(line => Told(line, LongestLine))];

    // What a guest or a server said is told in a report that leaves this host, and in sentences that people read.
    private static string Told(string text, int length) => SecretShapes.Remove(ForeignText.Lines(ForeignText.Cut(text, length)));
}
