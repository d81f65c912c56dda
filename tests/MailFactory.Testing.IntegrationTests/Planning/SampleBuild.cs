using System.Diagnostics.CodeAnalysis;
using MailFactory.Testing.Commands.Planning;
using MailFactory.Testing.Runs;
using Nuke.Common;

namespace MailFactory.Testing.IntegrationTests.Planning;

/// <summary>A build with every relation and every fate, and the default matrix beside it on a host of a fixed size.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The engine looks for instance members.")]
internal sealed class SampleBuild : NukeBuild
{
    private static bool IsOnline => true;

    private Target Prepare => _ => _.Description("Finds <what> is needed & installs it").Executes(() => { });

    private Target Lint => _ => _.After(Prepare).OnlyWhenStatic(() => 1 > 2).Executes(() => { });

    private Target Install => _ => _.DependsOn(Prepare, Lint).OnlyWhenDynamic(() => IsOnline).Executes(() => { });

    private Target Announce => _ => _.TriggeredBy(Install).Executes(() => { });

    private Target Clean => _ => _.Executes(() => { });

    public string PlanDetails(string format) =>
        MatrixPlanView
            .RenderAsync(
                new RunOptions
                {
                    Repository = Repository.PathOf(),
                    Layout = new WorkLayout(RootDirectory),
                    Accelerator = AcceleratorKind.Kvm,
                    HostMemoryMiB = 20_000,
                    HostCpus = 8,
                },
                Enum.GetValues<Stage>(),
                format,
                TimeProvider.System,
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
}
