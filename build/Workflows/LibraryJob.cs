using MailFactory.Workflows.Model;
using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Utilities;

/// <summary>A job as the library writes it, with pinned actions and a matrix, in a workflow of NUKE's.</summary>
sealed class LibraryJob(WorkflowJob job) : GitHubActionsJob
{
    // NUKE's writer indents an empty text, but not none.
    public override void Write(CustomFileWriter writer) =>
        WorkflowYaml.RenderJob(job).ToList().ForEach(line => writer.WriteLine(line.Length == 0 ? null : line));
}
