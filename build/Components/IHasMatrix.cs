using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>The matrix: distros taken through the stages by the library, without barriers between the targets.</summary>
interface IHasMatrix : IHasRun, IHasDistros, IHasWorkDirectory
{
    /// <summary><see cref="IsAnyDistroLeft"/> in help, plan and summary, behind "only when".</summary>
    const string DistroLeft = "a distro is left";

    [Parameter("How many machines may run at once - Default is as many as the host can take")]
    int? MaxParallel => TryGetValue<int?>(() => MaxParallel);

    [Parameter("Memory of the host that machines may use, in MiB - Default is most of what is free")]
    int? HostMemory => TryGetValue<int?>(() => HostMemory);

    [Parameter("CPUs of the host that machines may use - Default is all of them")]
    int? HostCpus => TryGetValue<int?>(() => HostCpus);

    [Parameter("Multiplies the time limits of stages, boots and mail checks, in addition to the accelerator's own factor - Default is 1")]
    double TimeoutScale => TryGetValue<double?>(() => TimeoutScale) ?? 1;

    [Parameter("A folder of known issues, whose failures are marked as known, or off - Default is known-issues of the repository")]
    string? KnownIssues => TryGetValue(() => KnownIssues);

    [Parameter("Ignores the results of earlier runs and installs anew")]
    bool Fresh => TryGetValue<bool?>(() => Fresh) ?? false;

    /// <summary>Whether the run was tried and the host or the options did not allow it, so that no later target tries again.</summary>
    bool CouldNotStart { get; }

    /// <summary>Whether there is work for a stage: with --server there is none, as nothing is installed.</summary>
    bool IsAnyDistroLeft => !CouldNotStart && Options.Server is null && (Matrix?.IsAnyDistroLeft ?? true);

    /// <summary>Starts the matrix with the first stage target, then waits until this stage is over for every distro.</summary>
    Task MatrixStageAsync(Stage stage);
}
