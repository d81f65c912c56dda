using Nuke.Common.Parameters;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A person or a program asks for it, with inputs.</summary>
public class GitHubActionsWorkflowDispatchTrigger : GitHubActionsDetailedTrigger
{
    /// <summary>Inputs that may be left out.</summary>
    public string[] OptionalInputs { get; set; } = [];

    /// <summary>Inputs that must be given.</summary>
    public string[] RequiredInputs { get; set; } = [];

    /// <inheritdoc/>
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine("workflow_dispatch:");
        using var _ = writer.Indent();
        writer.WriteLine("inputs:");
        using var __ = writer.Indent();
        foreach (var (input, isRequired) in OptionalInputs.Select(x => (x, false)).Concat(RequiredInputs.Select(x => (x, true))))
        {
            writer.WriteBlock(
                $"{input}:",
                [$"description: \"{string.Join(' ', ParameterNames.Words(input))}\"", $"required: {(isRequired ? "true" : "false")}"]
            );
        }
    }
}
