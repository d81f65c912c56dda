using System.Globalization;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>A build in a GitHub Actions job.</summary>
public class GitHubActions : Host, IBuildServer
{
    internal GitHubActions() { }

    /// <summary>The host of this build, or null if it runs elsewhere.</summary>
    public static GitHubActions Instance => NukeBuild.Host as GitHubActions;

    /// <summary>The owner and name of the repository.</summary>
    public string Repository => Variable("GITHUB_REPOSITORY");

    /// <summary>The commit.</summary>
    public string Sha => Variable("GITHUB_SHA");

    /// <summary>The full name of the branch or tag.</summary>
    public string Ref => Variable("GITHUB_REF");

    /// <summary>The short name of the branch or tag.</summary>
    public string RefName => Variable("GITHUB_REF_NAME");

    /// <summary>The name of the workflow.</summary>
    public string Workflow => Variable("GITHUB_WORKFLOW");

    /// <summary>The id of the job.</summary>
    public string Job => Variable("GITHUB_JOB");

    /// <summary>The event that started the workflow.</summary>
    public string EventName => Variable("GITHUB_EVENT_NAME");

    /// <summary>The run's number within its workflow; 0 if unknown.</summary>
    public long RunNumber => Number("GITHUB_RUN_NUMBER");

    /// <summary>The run's unique id; 0 if unknown.</summary>
    public long RunId => Number("GITHUB_RUN_ID");

    /// <summary>The job's own token, or null if it was not handed over.</summary>
    public string Token => Variable("GITHUB_TOKEN");

    /// <summary>Whether a pull request started the workflow.</summary>
    public bool IsPullRequest => EventName == "pull_request";

    /// <summary>The Markdown file that is shown as the job's summary, or null.</summary>
    public AbsolutePath StepSummaryFile => Variable("GITHUB_STEP_SUMMARY");

    /// <inheritdoc/>
    string IBuildServer.Branch => Ref;

    /// <inheritdoc/>
    string IBuildServer.Commit => Sha;

    /// <summary>Begins a group of lines that can be folded.</summary>
    public void Group(string group) => Command("group", group);

    /// <summary>Ends the group.</summary>
    public void EndGroup(string group) => Command("endgroup", group);

    /// <summary>Shows a warning beside the run.</summary>
    public void WriteWarning(string message) => Command("warning", message);

    /// <summary>Shows an error beside the run.</summary>
    public void WriteError(string message) => Command("error", message);

    /// <inheritdoc/>
    protected internal override IDisposable WriteBlock(string text)
    {
        Group(text);
        return new Disposable(() => EndGroup(text));
    }

    /// <inheritdoc/>
    protected internal override void ReportWarning(string text, string details = null) => WriteWarning(text);

    /// <inheritdoc/>
    protected internal override void ReportError(string text, string details = null) => WriteError(text);

    private static void Command(string name, string message) => BuildSession.Current.Console.WriteLine($"::{name}::{Escaped(message)}");

    private static string Escaped(string message) =>
        message
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static long Number(string name) =>
        long.TryParse(Variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
