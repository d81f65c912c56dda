using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    Task<MatrixSession>? _starting;

    public MatrixSession? Matrix { get; private set; }

    public bool CouldNotStart => _starting is { IsCompleted: true, IsCompletedSuccessfully: false };

    /// <summary>The matrix stages that this invocation's plan holds; the whole chain runs in the library, without barriers.</summary>
    IReadOnlyList<Stage> PlannedStages => MatrixSession.StagesOf(ExecutionPlan.Select(target => target.Name));

    public Task MatrixStageAsync(Stage stage) => ClassifiedAsync(async () =>
    {
        Matrix = await (_starting ??= MatrixSession.StartAsync(Options, PlannedStages, Console.Out, Cancellation));
        var over = await Matrix.WhenOverAsync(stage);
        ExitCode = SessionErrors.ExitCode(ExitCode, over.Failures);
        Assert.True(over.Failures.Count == 0, over.Causes);
    });

    public async Task ClassifiedAsync(Func<Task> body)
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

    protected override void OnBuildFinished() => Matrix?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
