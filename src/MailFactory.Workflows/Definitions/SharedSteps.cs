using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>Steps that several jobs have.</summary>
internal static class SharedSteps
{
    /// <summary>What every build needs: the repository, without the token in its configuration, and the SDK.</summary>
    public static IReadOnlyList<WorkflowStep> Sources { get; } =
    [
        new ActionStep
        {
            Name = "Check the repository out",
            Action = PinnedAction.Checkout,
            With = new Dictionary<string, string> { ["persist-credentials"] = "false" },
        },
        new ActionStep
        {
            Name = "Install the .NET SDK",
            Action = PinnedAction.SetupDotNet,
            With = new Dictionary<string, string> { ["global-json-file"] = "global.json" },
        },
    ];

    /// <summary>A script of this folder.</summary>
    public static RunStep Run(string name, string script, params IReadOnlyList<(string Key, string Value)> environment) =>
        new()
        {
            Name = name,
            Script = WorkflowScript.Read(script),
            Environment = environment.ToDictionary(pair => pair.Key, pair => pair.Value),
        };

    /// <summary>Keeps files with the run whatever happened before; none is no failure of its own.</summary>
    public static ActionStep Upload(string name, string artifact, string path, int days) =>
        new()
        {
            Name = name,
            Condition = "always()",
            Action = PinnedAction.UploadArtifact,
            With = new Dictionary<string, string>
            {
                ["name"] = artifact,
                ["path"] = path,
                ["retention-days"] = $"{days}",
                ["if-no-files-found"] = "warn",
            },
        };

    /// <summary>Fetches what jobs of this run kept, each artifact in a folder of its own.</summary>
    public static ActionStep Download(string name, string pattern, string path) =>
        new()
        {
            Name = name,
            Action = PinnedAction.DownloadArtifact,
            With = new Dictionary<string, string> { ["pattern"] = pattern, ["path"] = path },
        };
}
