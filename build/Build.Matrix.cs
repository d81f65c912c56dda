using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    MatrixSession? _matrix;

    /// <summary>The matrix stages that this invocation's plan holds; the whole chain runs in the library, without barriers.</summary>
    IReadOnlyList<Stage> PlannedStages => MatrixSession.StagesOf(ExecutionPlan.Select(target => target.Name));

    /// <summary>Starts the matrix with the first stage target, then waits until this stage is over for every distro.</summary>
    async Task MatrixStageAsync(Stage stage)
    {
        _matrix ??= await MatrixSession.StartAsync(Options, PlannedStages, Console.Out, Cancellation);
        await _matrix.WhenOverAsync(stage);
    }
}
