using Nuke.Common.CI;
using Nuke.Common.Completion;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>The parameters that the genuine engine has; those of the embedded one beside them are no parameters here.</summary>
internal sealed class BuiltInParameters
{
    public CompletionShell Completion { get; init; }

    [Parameter("Indicates to continue a previously failed build attempt.")]
    public bool Continue { get; init; }

    [Parameter("Writes the configuration files of a build server.", List = false)]
    public string GenerateConfiguration { get; init; }

    [Parameter("Shows the help text for this build assembly.")]
    public bool Help { get; init; }

    [Parameter("Host for execution. Default is 'automatic'.")]
    public string Host { get; init; }

    public bool Json { get; init; }

    [Parameter("Disables displaying the NUKE logo.")]
    public bool NoLogo { get; init; }

    [Parameter("Partition to use on CI.", List = false)]
    public Partition Partition { get; init; }

    [Parameter("Shows the execution plan (HTML).")]
    public bool Plan { get; init; }

    public PlanFormat PlanFormat { get; init; }

    public bool PlanOpen { get; init; }

    [Parameter("Defines the profiles to load.")]
    public string[] Profile { get; init; }

    [Parameter("Root directory during build execution.")]
    public AbsolutePath Root { get; init; }

    [Parameter("List of targets to be skipped. Empty list skips all dependencies.")]
    public string[] Skip { get; init; }

    [Parameter("List of targets to be invoked. Default is '{default_target}'.", Separator = "+")]
    public string[] Target { get; init; }

    [Parameter("Logging verbosity during build execution. Default is 'Normal'.")]
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;
}
