using MailFactory.Testing.Processes;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>Runs the script of a checked-in step as GitHub's runner does, in a folder in place of the repository.</summary>
internal sealed class WorkflowShell : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>What the step added to the job's summary.</summary>
    public string Summary => File.Exists(PathOf("summary")) ? File.ReadAllText(PathOf("summary")) : string.Empty;

    /// <summary>What the step's outputs became.</summary>
    public IReadOnlyDictionary<string, string> Outputs =>
        File.ReadAllLines(PathOf("output")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>A file of the folder.</summary>
    public string PathOf(params string[] parts) => _folder.PathOf(parts);

    /// <summary>Puts a build.sh in place of the real one: it writes down its arguments, one a line, then goes on as told.</summary>
    public void ReplaceBuild(string then) => ShellScript.Write(PathOf("build.sh"), $"printf '%s\\n' \"$@\" >>arguments\n{then}\n");

    /// <summary>The arguments that build.sh got.</summary>
    public IReadOnlyList<string> Arguments => File.Exists(PathOf("arguments")) ? File.ReadAllLines(PathOf("arguments")) : [];

    /// <summary>Runs a step; what its environment says as an expression has to be given, the rest may be.</summary>
    public Task<ToolResult> RunAsync(
        string workflow,
        string step,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken
    )
    {
        var node = WorkflowText.Of(workflow).Steps.Select(one => one.Step).Single(one => WorkflowText.Value(one, "name") == step);
        File.WriteAllText(PathOf("step.sh"), WorkflowText.Value(node, "run"));
        var environment = WorkflowText
            .Below(node, "env")
            .ToDictionary(pair => pair.Key, string? (pair) => ((YamlScalarNode)pair.Value).Value);
        foreach (
            var (name, value) in values.Append(new("GITHUB_OUTPUT", PathOf("output"))).Append(new("GITHUB_STEP_SUMMARY", PathOf("summary")))
        )
        {
            environment[name] = value;
        }

        Assert.DoesNotContain(environment, pair => pair.Value!.Contains("${{", StringComparison.Ordinal));
        // "Exit codes and error action preference" in GitHub's workflow syntax: this is what `shell: bash` means.
        return ToolRunner.RunAsync(
            ToolCommand.Create("bash", "--noprofile", "--norc", "-eo", "pipefail", PathOf("step.sh")) with
            {
                WorkingDirectory = Folder,
                Environment = environment,
            },
            cancellationToken
        );
    }

    public void Dispose() => _folder.Dispose();
}
