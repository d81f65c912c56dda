using System.Reflection;
using MailFactory.Testing.Runs;
using MailFactory.Workflows;
using MailFactory.Workflows.Definitions;
using Nuke.Common;

/// <summary>The workflows of GitHub Actions.</summary>
interface IGenerateWorkflows : IHasRun, IHasDriftCheck
{
    Target GenerateWorkflows =>
        _ =>
            _.Description(
                    "Writes .github/workflows from the catalogue, the stages' time limits and the build; with --check only "
                        + "compares them\nExample: ./build.sh GenerateWorkflows --check"
                )
                .Executes(() =>
                    ClassifiedAsync(() =>
                        Check ? CheckWorkflowsAsync() : WorkflowFiles.WriteAsync(RootDirectory, DeclaredWorkflows, Output, Cancellation)
                    )
                );

    private IReadOnlyDictionary<string, string> DeclaredWorkflows =>
        DeclaredWorkflow.Render(GetType().GetCustomAttribute<SelfTestWorkflowAttribute>()!, SelfTestJob.Purpose);

    private async Task CheckWorkflowsAsync()
    {
        var drift = await WorkflowFiles.CheckAsync(RootDirectory, DeclaredWorkflows, Output, Cancellation);
        ExitCode = drift.Count == 0 ? ExitCode : (int)FailureClass.Product;
        Assert.True(drift.Count == 0, string.Join("; ", drift.Append<object>("./build.sh GenerateWorkflows writes them")));
    }
}
