using Nuke.Common.CI;
using Nuke.Common.Completion;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>The parameters that every build has.</summary>
internal sealed class BuiltInParameters
{
    [Parameter("Prints the completion script of a shell: bash or zsh.")]
    public CompletionShell Completion { get; init; }

    [Parameter("Continues the last failed build.")]
    public bool Continue { get; init; }

    [Parameter("Writes the configuration files of a build server, such as GitHubActions_nightly.", List = false)]
    public string GenerateConfiguration { get; init; }

    [Parameter("Shows this help, or that of the targets named.")]
    public bool Help { get; init; }

    [Parameter("Host for execution. Default is 'automatic'.")]
    public string Host { get; init; }

    [Parameter("Prints the result as one JSON document; everything else goes to standard error.")]
    public bool Json { get; init; }

    [Parameter("Hides the engine's line.")]
    public bool NoLogo { get; init; }

    [Parameter("Which part of how many this build is, such as 2/3.", List = false)]
    public Partition Partition { get; init; }

    [Parameter("Shows the execution plan.")]
    public bool Plan { get; init; }

    [Parameter("How to show the execution plan: text, json or html (.nuke/temp/execution-plan.html). Default is 'text'.")]
    public PlanFormat PlanFormat { get; init; }

    [Parameter("Shows the execution plan as html in a browser.")]
    public bool PlanOpen { get; init; }

    [Parameter("Defines the profiles to load.")]
    public string[] Profile { get; init; }

    [Parameter("Root directory of the build.")]
    public AbsolutePath Root { get; init; }

    [Parameter("List of targets to be skipped. Empty list skips all dependencies.")]
    public string[] Skip { get; init; }

    [Parameter("List of targets to be executed. Default is '{default_target}'.", Separator = "+")]
    public string[] Target { get; init; }

    [Parameter("How much the log says. Default is 'Normal'.")]
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;
}
