using MailFactory.Testing.Commands.Servers;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Runs;
using Nuke.Common;
using Nuke.Common.Execution;

partial class Build
{
    readonly Lock _once = new();
    Task<MatrixSession>? _starting;
    Task<bool>? _reporting;
    Task? _finishing;
    Task<RunResult>? _serverTest;
    TextWriter? _output;

    public TextWriter Output => _output ??= new ForeignTextWriter(Console.Out, ForeignTextWriter.IsWorkflow);

    public MatrixSession? Matrix { get; private set; }

    public bool CouldNotStart => _starting is { IsCompleted: true, IsCompletedSuccessfully: false };

    /// <summary>The matrix stages that this invocation's plan holds, none with --server; the whole chain runs in the library, without barriers.</summary>
    IReadOnlyList<Stage> PlannedStages =>
        Options.Server is null ? StagesOf(ExecutionPlan.Where(target => target.Status != ExecutionStatus.Skipped)) : [];

    public Task TestServerAsync() =>
        ClassifiedAsync(async () =>
        {
            _serverTest = Task.Run(() => new ServerTest(Options, Output).RunAsync(Cancellation), CancellationToken.None);
            var result = await _serverTest;
            ExitCode = SessionErrors.ExitCode(ExitCode, result);
            Assert.True(result.FailureClass == FailureClass.None, result.Stages[0].Summary);
        });

    public Task MatrixStageAsync(Stage stage) =>
        ClassifiedAsync(async () =>
        {
            Matrix = await StartOnce();
            var over = await Matrix.WhenOverAsync(stage);
            ExitCode = SessionErrors.ExitCode(ExitCode, over.Failures);
            Assert.True(over.Failures.Count == 0, over.Causes);
        });

    /// <summary>
    /// Writes the report of the run when all of its stages are over; the test of a server writes its own. NUKE runs assured targets after
    /// Ctrl-C on a thread of its own while the run still unwinds, and then once more: both wait for the one report.
    /// </summary>
    public Task<bool> ReportMatrixAsync()
    {
        lock (_once)
        {
            return _reporting ??= Task.Run(() => ReportAsync(_starting, _serverTest));
        }
    }

    public async Task ClassifiedAsync(Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            // Whatever noticed it first has words of its own, such as the library's that runs programs.
            ExitCode ??= (int)FailureClass.Cancelled;
            throw new OperationCanceledException("stopped before it was done");
        }
        catch (Exception error)
        {
            ExitCode ??= (int)SessionErrors.ClassOf(error);
            if (ForeignTextException.Instead(error) is { } harmless)
            {
                throw harmless;
            }

            throw;
        }
    }

    /// <summary>
    /// A target that failed for a reason of its own makes the build fail as a product does: every exit code has a meaning.
    /// </summary>
    protected override void OnTargetFailed(string target) => ExitCode ??= (int)FailureClass.Product;

    protected override void OnBuildFinished()
    {
        lock (_once)
        {
            _finishing ??= Task.Run(() => FinishAsync(_starting, _serverTest));
        }

        _finishing.GetAwaiter().GetResult();
    }

    static async Task<bool> ReportAsync(Task<MatrixSession>? starting, Task? serverTest)
    {
        await UnwoundAsync(serverTest);
        if (await StartedAsync(starting) is not { } matrix)
        {
            // The last report would be that of another run.
            return starting is not null || serverTest is not null;
        }

        await matrix.WhenAllOverAsync();
        await matrix.ReportAsync(CancellationToken.None);
        return true;
    }

    static async Task FinishAsync(Task<MatrixSession>? starting, Task? serverTest)
    {
        await UnwoundAsync(serverTest);
        if (await StartedAsync(starting) is { } matrix)
        {
            await matrix.DisposeAsync();
        }
    }

    /// <summary>The run, when there is one; the target that tried has said why it could not start.</summary>
    static async Task<MatrixSession?> StartedAsync(Task<MatrixSession>? starting)
    {
        await UnwoundAsync(starting);
        return starting is { IsCompletedSuccessfully: true } ? await starting : null;
    }

    static async Task UnwoundAsync(Task? task) => await (task ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    static IReadOnlyList<Stage> StagesOf(IEnumerable<ExecutableTarget> targets) => StageRow.Behind(targets.Select(target => target.Name));

    Task<MatrixSession> StartOnce()
    {
        lock (_once)
        {
            // What begins after the end was asked for is not begun.
            return _starting ??= Task.Run(() => MatrixSession.StartAsync(Options, PlannedStages, Output, Cancellation), Cancellation);
        }
    }
}
