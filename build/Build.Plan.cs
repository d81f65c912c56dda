using MailFactory.Testing.Commands.Planning;
using MailFactory.Testing.Matrix;

partial class Build
{
    /// <summary>The matrix plan beside the target graph of --plan; the embedded engine finds the method by its name.</summary>
    public string PlanDetails(string format)
    {
        MatrixSession.CheckSkipped(StagesOf(ExecutionPlan), StagesOf(SkippedTargets));
        return MatrixPlanView.RenderAsync(Options, PlannedStages, format, TimeProvider.System, Cancellation).GetAwaiter().GetResult();
    }
}
