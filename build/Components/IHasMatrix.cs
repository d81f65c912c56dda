using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>The matrix: distros taken through the stages by the library, without barriers between the targets.</summary>
interface IHasMatrix : IHasRun, IHasDistros, IHasWorkDirectory
{
    [Parameter("How many machines may run at once - Default depends on the host")]
    int? MaxParallel => TryGetValue<int?>(() => MaxParallel);

    [Parameter("Memory of the host for machines in MiB - Default is most of what is free")]
    int? HostMemory => TryGetValue<int?>(() => HostMemory);

    [Parameter("CPUs of the host for machines - Default is all of them")]
    int? HostCpus => TryGetValue<int?>(() => HostCpus);

    [Parameter("A factor on every timeout, on top of the accelerator's own - Default is 1")]
    double TimeoutScale => TryGetValue<double?>(() => TimeoutScale) ?? 1;

    [Parameter("Ignores the results of earlier runs")]
    bool Fresh => TryGetValue<bool?>(() => Fresh) ?? false;

    /// <summary>Whether the run was tried and the host or the options did not allow it, so that no later target tries again.</summary>
    bool CouldNotStart { get; }

    bool IsAnyDistroLeft => !CouldNotStart && (Matrix?.IsAnyDistroLeft ?? true);

    /// <summary>Starts the matrix with the first stage target, then waits until this stage is over for every distro.</summary>
    Task MatrixStageAsync(Stage stage);
}
