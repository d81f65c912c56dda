using MailFactory.Testing.Archives;
using MailFactory.Testing.Media;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline.Stages;

/// <summary>Creates what a machine needs to run its installer, unless an archive of the same inputs makes that needless.</summary>
/// <param name="services">The parts of the run.</param>
internal sealed class CreateStage(RunServices services) : StageWork
{
    public override Stage Stage => Stage.Create;

    public override async Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken)
    {
        run.Key = await InstallKey.OfAsync(run.Distro, run.Medium!, services.Options, services.QemuVersion, cancellationToken).ConfigureAwait(false);
        var lookup = services.Options.Fresh
            ? new ArchiveLookup(null, "a fresh install was asked for")
            : await services.Archives.FindAsync(run.Distro.Id, run.Key, cancellationToken).ConfigureAwait(false);
        if (lookup.Manifest is { } archive)
        {
            run.Archive = archive;
            services.Say(run, $"straight to the test: {lookup.Reason}");
            return StageOutcome.Reused(lookup.Reason);
        }

        services.Progress(run, Stage).Report("checking installer components");
        var plan = await InstallerPlan.MakeAsync(services, run, cancellationToken).ConfigureAwait(false);
        if (!plan.IsSuccess)
        {
            return StageOutcome.Failed(plan.Failure.FailureClass, plan.Failure.Reason);
        }

        services.Progress(run, Stage).Report("writing disk and answer file");
        run.Machine = await MachineFolder.CreateAsync(services, run, plan.Value, cancellationToken).ConfigureAwait(false);
        var size = MachineSize.Of(run.Distro, services.Options);
        await DiskImage.CreateAsync(run.Machine.DiskPath, size.DiskGiB, cancellationToken).ConfigureAwait(false);
        return StageOutcome.Passed($"{size}; {lookup.Reason}") with { Evidence = plan.Value.Notes };
    }
}
