using MailFactory.Testing.Commands.Cleaning;
using Nuke.Common;

/// <summary>Disk space given back.</summary>
interface IClean : IHasRun, IHasWorkDirectory, IHasDryRun
{
    [Parameter("Clean removes install media")]
    bool Isos => TryGetValue<bool?>(() => Isos) ?? false;

    [Parameter("Clean removes machine folders")]
    bool Vms => TryGetValue<bool?>(() => Vms) ?? false;

    [Parameter("Clean removes archived disks and saved states of machines")]
    bool Archive => TryGetValue<bool?>(() => Archive) ?? false;

    [Parameter("Clean removes packages that were kept for later machines")]
    bool Packages => TryGetValue<bool?>(() => Packages) ?? false;

    [Parameter("Clean removes only what has not been used for this long, such as 12h or 30d")]
    string? OlderThan => TryGetValue(() => OlderThan);

    Target Clean =>
        _ =>
            _.Description(
                    "Shows what can be freed in the work directory and removes what is asked for, but never what a running "
                        + "build uses\nExample: ./build.sh Clean --isos --vms --older-than 30d --dry-run"
                )
                .After<IReport>(x => x.Report)
                .Executes(() =>
                    ClassifiedAsync(() =>
                        WorkDirectoryCleaning.CleanAsync(
                            Options,
                            new CleanOptions
                            {
                                Media = Isos,
                                Machines = Vms,
                                Archives = Archive,
                                Packages = Packages,
                                OlderThan = OlderThan,
                                IsDryRun = DryRun,
                            },
                            Output,
                            TimeProvider.System,
                            Cancellation
                        )
                    )
                );
}
