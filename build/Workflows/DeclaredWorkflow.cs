using System.Text;
using MailFactory.Workflows;
using MailFactory.Workflows.Model;
using Nuke.Common.CI.GitHubActions;

/// <summary>The text of a workflow that an attribute declares, without the file that the engine would write.</summary>
static class DeclaredWorkflow
{
    public static IReadOnlyDictionary<string, string> Render(GitHubActionsAttribute declared, string purpose)
    {
        using var memory = new MemoryStream();
        using var stream = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        declared.GetConfiguration([]).Write(declared.CreateWriter(stream));
        stream.Flush();
        return new Dictionary<string, string>
        {
            [WorkflowFiles.PathOf(declared.IdPostfix)] = WorkflowYaml.Header(purpose) + Encoding.UTF8.GetString(memory.ToArray()),
        };
    }
}
