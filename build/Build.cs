using Nuke.Common;
using Serilog;

/// <summary>The build.</summary>
internal sealed class Build : NukeBuild
{
    [Parameter("Distributions to work on.")]
    private readonly string[] Distro = ["debian-13"];

    [Parameter("Memory of a machine in MiB.")]
    private readonly int? Memory;

    private Target Prepare => _ => _
        .Description("Makes the work directory")
        .Executes(() => Log.Information("root {Root}", RootDirectory));

    private Target Test => _ => _
        .Description("Tests the distributions")
        .DependsOn(Prepare)
        .Executes(() => Log.Information("{Distros} with {Memory} MiB", string.Join(", ", Distro), Memory));

    public static int Main() => Execute<Build>(x => x.Test);
}
