using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.Tests.Workflows;

/// <summary>What every workflow must satisfy; each rule returns its violations, one sentence each.</summary>
internal static partial class WorkflowRules
{
    // The events that code of strangers can cause while the run has the repository's secrets or a token that writes.
    private static readonly string[] _dangerous =
    [
        "pull_request_target",
        "workflow_run",
        "issue_comment",
        "issues",
        "discussion",
        "discussion_comment",
        "fork",
        "watch",
    ];

    /// <summary>All rules.</summary>
    public static IReadOnlyList<Func<WorkflowText, IEnumerable<string>>> All { get; } =
    [Pins, Permissions, Approvals, Events, Strangers, Timeouts, Concurrency, Checkouts, Scripts, Secrets, Artifacts, Matrices, Failures];

    /// <summary>Actions are pinned to a commit, and the comment says which version that is.</summary>
    public static IEnumerable<string> Pins(WorkflowText workflow) =>
        workflow
            .Text.Split('\n')
            .Where(line => Uses().IsMatch(line) && !Pinned().IsMatch(line))
            .Select(line => $"{workflow.Name}: not pinned to a commit with its version: {line.Trim()}");

    // What starts no guest and runs nobody else's code may write.
    private static readonly (string Workflow, string Job)[] _writing = [("release.yml", "release"), ("nightly-matrix.yml", "site")];

    /// <summary>The token may read the repository and nothing else; more is a job's own business, and only the release's and the site's.</summary>
    public static IEnumerable<string> Permissions(WorkflowText workflow)
    {
        var top = WorkflowText.Below(workflow.Root, "permissions").Select(Line).ToList();
        if (top is not ["contents: read"])
        {
            yield return $"{workflow.Name}: permissions are '{string.Join(", ", top)}' instead of 'contents: read'";
        }

        foreach (var (id, job) in workflow.Jobs.Where(job => !_writing.Contains((workflow.Name, job.Id))))
        {
            foreach (
                var permission in WorkflowText
                    .Below(job, "permissions")
                    .Select(Line)
                    .Where(line => !line.EndsWith(": read", StringComparison.Ordinal))
            )
            {
                yield return $"{workflow.Name}: the job {id} may {permission}";
            }
        }
    }

    /// <summary>A job that may write has an environment, so that people can be asked before it runs.</summary>
    public static IEnumerable<string> Approvals(WorkflowText workflow) =>
        workflow
            .Jobs.Where(job =>
                WorkflowText.Below(job.Job, "permissions").Select(Line).Any(line => line.EndsWith(": write", StringComparison.Ordinal))
                && WorkflowText.Value(job.Job, "environment") is null
            )
            .Select(job => $"{workflow.Name}: the job {job.Id} writes and asks nobody");

    /// <summary>Nothing is started by what strangers do to the repository, except a pull request's own unprivileged run.</summary>
    public static IEnumerable<string> Events(WorkflowText workflow) =>
        EventsOf(workflow).Intersect(_dangerous).Select(name => $"{workflow.Name}: is started by {name}");

    /// <summary>A workflow that runs code of pull requests has no secret and no runner but GitHub's.</summary>
    public static IEnumerable<string> Strangers(WorkflowText workflow)
    {
        if (!EventsOf(workflow).Contains("pull_request"))
        {
            yield break;
        }

        if (workflow.Text.Contains("secrets.", StringComparison.Ordinal))
        {
            yield return $"{workflow.Name}: shows a secret to pull requests";
        }

        foreach (var (id, job) in workflow.Jobs.Where(job => WorkflowText.Value(job.Job, "runs-on") is not "ubuntu-latest"))
        {
            yield return $"{workflow.Name}: the job {id} runs pull requests elsewhere than on ubuntu-latest";
        }
    }

    /// <summary>Every job has an end, on GitHub's runners within the 6 hours there are.</summary>
    public static IEnumerable<string> Timeouts(WorkflowText workflow) =>
        workflow
            .Jobs.Where(job =>
                WorkflowText.Value(job.Job, "timeout-minutes") is not { } minutes
                || !(
                    minutes.StartsWith("${{ fromJSON(needs.", StringComparison.Ordinal)
                    || (int.TryParse(minutes, out var number) && number is > 0 and <= 360)
                )
            )
            .Select(job => $"{workflow.Name}: the job {job.Id} has no timeout");

    /// <summary>Runs of a kind do not pile up.</summary>
    public static IEnumerable<string> Concurrency(WorkflowText workflow) =>
        WorkflowText.Below(workflow.Root, "concurrency").Any(pair => pair.Key == "group")
            ? []
            : [$"{workflow.Name}: has no concurrency group"];

    /// <summary>A checkout leaves no token behind for later steps.</summary>
    public static IEnumerable<string> Checkouts(WorkflowText workflow) =>
        workflow
            .Steps.Where(step =>
                Action(step.Step) == "actions/checkout"
                && !WorkflowText.Below(step.Step, "with").Select(Line).Contains("persist-credentials: false")
            )
            .Select(step => $"{workflow.Name}: the checkout in {step.Job} keeps its token");

    /// <summary>Scripts hold no expressions, which would make input into code, and have a shell that sees failures.</summary>
    public static IEnumerable<string> Scripts(WorkflowText workflow)
    {
        foreach (
            var (id, step) in workflow.Steps.Where(step =>
                WorkflowText.Value(step.Step, "run")?.Contains("${{", StringComparison.Ordinal) == true
            )
        )
        {
            yield return $"{workflow.Name}: a script in {id} holds an expression: {WorkflowText.Value(step, "name")}";
        }

        foreach (var (id, _) in workflow.Jobs.Where(job => !IsBash(job.Job)))
        {
            yield return $"{workflow.Name}: the scripts of {id} run without pipefail";
        }
    }

    /// <summary>Secrets are in the environment of the one step that needs them.</summary>
    public static IEnumerable<string> Secrets(WorkflowText workflow)
    {
        var inSteps = workflow
            .Steps.SelectMany(step => WorkflowText.Below(step.Step, "env"))
            .Sum(pair => Secret().Count(((YamlScalarNode)pair.Value).Value!));
        var all = Secret().Count(workflow.Text);
        return inSteps == all
            ? []
            : [$"{workflow.Name}: {all - inSteps} of {all} mentions of secrets are outside the environment of a step"];
    }

    /// <summary>What a build leaves is kept whatever happened.</summary>
    public static IEnumerable<string> Artifacts(WorkflowText workflow) =>
        workflow
            .Steps.Where(step => Action(step.Step) == "actions/upload-artifact" && WorkflowText.Value(step.Step, "if") != "always()")
            .Select(step => $"{workflow.Name}: '{WorkflowText.Value(step.Step, "name")}' in {step.Job} keeps nothing of a failure");

    /// <summary>A job of a matrix that fails does not end the others.</summary>
    public static IEnumerable<string> Matrices(WorkflowText workflow) =>
        workflow
            .Jobs.Where(job =>
                job.Job.Children.ContainsKey("strategy")
                && !WorkflowText.Below(job.Job, "strategy").Select(Line).Contains("fail-fast: false")
            )
            .Select(job => $"{workflow.Name}: a failure in {job.Id} ends the other jobs of the matrix");

    /// <summary>No failure is passed over.</summary>
    public static IEnumerable<string> Failures(WorkflowText workflow) =>
        workflow.Text.Contains("continue-on-error", StringComparison.Ordinal) ? [$"{workflow.Name}: passes over failures"] : [];

    private static IEnumerable<string> EventsOf(WorkflowText workflow) =>
        workflow.Root["on"] switch
        {
            YamlMappingNode events => WorkflowText.Children(events).Select(child => child.Key),
            YamlSequenceNode events => events.Select(child => ((YamlScalarNode)child).Value!),
            var single => [((YamlScalarNode)single).Value!],
        };

    private static string? Action(YamlMappingNode step) => WorkflowText.Value(step, "uses")?.Split('@')[0];

    private static bool IsBash(YamlMappingNode job) =>
        WorkflowText.Below(job, "defaults").SingleOrDefault(pair => pair.Key == "run").Value is YamlMappingNode run
        && WorkflowText.Value(run, "shell") == "bash";

    private static string Line((string Key, YamlNode Value) pair) => $"{pair.Key}: {pair.Value}";

    [GeneratedRegex(@"^\s*(- )?uses:")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^\s*(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\bsecrets\.")]
    private static partial Regex Secret();
}
