using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    MatrixSession? _matrix;

    /// <summary>The matrix stages that this invocation's plan holds; the whole chain runs in the library, without barriers.</summary>
    IReadOnlyList<Stage> PlannedStages => MatrixSession.StagesOf(ExecutionPlan.Select(target => target.Name));

    bool IsAnyDistroLeft => _matrix?.IsAnyDistroLeft ?? true;

    /// <summary>Starts the matrix with the first stage target, then waits until this stage is over for every distro.</summary>
    Task MatrixStageAsync(Stage stage) => ClassifiedAsync(async () =>
    {
        _matrix ??= await MatrixSession.StartAsync(Options, PlannedStages, Console.Out, Cancellation);
        var over = await _matrix.WhenOverAsync(stage);
        ExitCode = SessionErrors.ExitCode(ExitCode, over.Failures);
        Assert.True(over.Failures.Count == 0, over.Causes);
    });

    /// <summary>Turns an error into the exit code of its class; 0 and what the engine knows itself stay as they are.</summary>
    async Task ClassifiedAsync(Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (Exception error)
        {
            ExitCode ??= (int)SessionErrors.ClassOf(error);
            throw;
        }
    }

    protected override void OnBuildFinished() => _matrix?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
