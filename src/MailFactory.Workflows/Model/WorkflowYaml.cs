using System.Text.RegularExpressions;

namespace MailFactory.Workflows.Model;

/// <summary>The text of workflows; the same model gives the same text, byte for byte.</summary>
public static partial class WorkflowYaml
{
    /// <summary>The whole file.</summary>
    public static string Render(Workflow workflow) =>
        Header(workflow.Purpose)
        + Spaced(
            YamlText.Of(yaml =>
            {
                yaml.Pair("name", workflow.Name);
                yaml.Mapping("on", on => Write(on, workflow.Triggers));
                // The least there is; a job that needs more says so itself.
                yaml.Pairs("permissions", new Dictionary<string, string> { ["contents"] = "read" });
                yaml.Mapping(
                    "concurrency",
                    group =>
                    {
                        group.Pair("group", workflow.ConcurrencyGroup);
                        group.Pair("cancel-in-progress", "false");
                    }
                );
                yaml.Pairs("env", workflow.Environment);
                yaml.Mapping("jobs", jobs => workflow.Jobs.ToList().ForEach(job => jobs.Mapping(job.Id, text => Write(text, job))));
            })
        );

    /// <summary>One job as it stands below <c>jobs:</c>, line by line and not indented.</summary>
    public static IReadOnlyList<string> RenderJob(WorkflowJob job) =>
        Spaced(YamlText.Of(yaml => yaml.Mapping(job.Id, text => Write(text, job)))).TrimEnd('\n').Split('\n');

    /// <summary>The words above a workflow that keep people from editing it.</summary>
    public static string Header(string purpose) =>
        $"# {purpose}\n# Written by ./build.sh GenerateWorkflows; changes belong there, not here.\n\n";

    private static void Write(YamlText on, WorkflowTriggers triggers)
    {
        if (triggers.Tags.Count > 0)
        {
            on.Mapping("push", push => push.Words("tags", triggers.Tags));
        }

        if (triggers.Cron is { } cron)
        {
            on.List("schedule", [cron], (time, text) => time.Pair("cron", text));
        }

        if (triggers.IsDispatched && triggers.Inputs.Count == 0)
        {
            on.Empty("workflow_dispatch");
        }
        else if (triggers.IsDispatched)
        {
            on.Mapping(
                "workflow_dispatch",
                dispatch =>
                    dispatch.Mapping(
                        "inputs",
                        inputs =>
                            triggers
                                .Inputs.ToList()
                                .ForEach(input =>
                                    inputs.Mapping(
                                        input.Name,
                                        text =>
                                        {
                                            text.Pair("description", input.Description);
                                            text.Pair("type", input.Type);
                                            text.Pair("required", "false");
                                        }
                                    )
                                )
                    )
            );
        }
    }

    private static void Write(YamlText yaml, WorkflowJob job)
    {
        yaml.Pair("name", job.Name);
        yaml.Words("needs", job.Needs);
        yaml.Pair("if", job.Condition);
        yaml.Pair("runs-on", job.RunsOn);
        yaml.Pair("timeout-minutes", job.TimeoutMinutes);
        yaml.Pair("environment", job.Environment);
        if (job.Permissions is { Count: 0 })
        {
            yaml.Empty("permissions");
        }

        yaml.Pairs("permissions", job.Permissions ?? new Dictionary<string, string>());
        if (job.Matrix is { } matrix)
        {
            yaml.Mapping("strategy", strategy => Write(strategy, matrix));
        }

        yaml.Pairs("outputs", job.Outputs);
        // bash by name is bash with pipefail, which the default is not.
        yaml.Mapping("defaults", defaults => defaults.Mapping("run", run => run.Pair("shell", "bash")));
        yaml.List("steps", job.Steps, Write);
    }

    private static void Write(YamlText yaml, WorkflowMatrix matrix)
    {
        yaml.Pair("fail-fast", "false");
        yaml.Pair("matrix", matrix.Expression);
        if (matrix.Variable is { } variable)
        {
            yaml.Mapping("matrix", values => values.Words(variable, matrix.Values));
        }
    }

    private static void Write(YamlText yaml, WorkflowStep step)
    {
        yaml.Pair("name", step.Name);
        yaml.Pair("id", step.Id);
        yaml.Pair("if", step.Condition);
        yaml.Pair("timeout-minutes", step.TimeoutMinutes?.ToString());
        switch (step)
        {
            case ActionStep { Action: var action } use:
                var path = use.Part is null ? action.Repository : $"{action.Repository}/{use.Part}";
                yaml.Pair("uses", $"{path}@{action.Commit}", action.Version);
                yaml.Pairs("with", use.With);
                break;
            case RunStep run:
                yaml.Pairs("env", run.Environment);
                yaml.Pair("run", run.Script);
                break;
        }
    }

    // Blank lines between what stands at the left margin, between jobs, and between steps.
    private static string Spaced(string text) => BeginsPart().Replace(text, "\n$0").TrimStart('\n');

    [GeneratedRegex(@"(?<!jobs:\n|steps:\n)^(?:[a-z]|  [a-z-]+:$(?=\n    name:)| {4,6}- (?=name:))", RegexOptions.Multiline)]
    private static partial Regex BeginsPart();
}
