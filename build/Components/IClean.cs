using MailFactory.Testing.Pipeline.Cleaning;
using Nuke.Common;

/// <summary>Disk space given back.</summary>
interface IClean : IHasRun, IHasWorkDirectory, IHasDryRun
{
    [Parameter("Removes install media")]
    bool Isos => TryGetValue<bool?>(() => Isos) ?? false;

    [Parameter("Removes machine folders")]
    bool Vms => TryGetValue<bool?>(() => Vms) ?? false;

    [Parameter("Removes archived disks")]
    bool Archive => TryGetValue<bool?>(() => Archive) ?? false;

    [Parameter("Removes only what was not used for this long, such as 12h or 30d")]
    string? OlderThan => TryGetValue(() => OlderThan);

    Target Clean => _ => _
        .Description("Shows what could be freed in the work directory, then removes what is asked for; never what a running build uses\nExample: ./build.sh Clean --isos --vms --older-than 30d --dry-run")
        .After<IReport>(x => x.Report)
        .Executes(() => ClassifiedAsync(() => WorkDirectoryCleaning.CleanAsync(
            Options,
            new CleanOptions { Media = Isos, Machines = Vms, Archives = Archive, OlderThan = OlderThan, IsDryRun = DryRun },
            Output,
            TimeProvider.System,
            Cancellation)));
}
