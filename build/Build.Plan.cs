using MailFactory.Testing.Pipeline.Planning;

partial class Build
{
    /// <summary>The matrix plan beside the target graph of --plan; the embedded engine finds the method by its name.</summary>
    public string PlanDetails(string format) =>
        MatrixPlanView.RenderAsync(Options, PlannedStages, format, TimeProvider.System, Cancellation).GetAwaiter().GetResult();
}
