using MailFactory.Testing.Archives;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Matrix.Images;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>
/// Provisions a mail server on an overlay of the archived disk, or of one that the user has, and runs the conformance checks.
/// </summary>
/// <param name="frame">The run.</param>
/// <param name="qemu">What it takes to start a machine.</param>
/// <param name="archives">Where archived disks are.</param>
/// <param name="known">What is expected to fail.</param>
/// <param name="recorder">Keeps what is shown.</param>
/// <param name="interrupted">The run before this one, when its build was killed.</param>
internal sealed class MailTestStage(
    RunFrame frame,
    QemuHost qemu,
    ArchiveStore archives,
    KnownIssues known,
    RunRecorder recorder,
    InterruptedRun? interrupted
) : StageWork<FinishedDisk>
{
    // At full speed; a slow machine is sent as many fewer.
    private const int MostSoakMessages = 1000;

    // They wait most of the time. Postfix and Dovecot bear many more connections from one address (Dovecot: ten of a user).
    private const int MostSideBySide = 4;

    private readonly MailServerSetup _setup = new(frame);

    public override Stage Stage => Stage.MailTest;

    public override IReadOnlyList<string> FilesOf(Distro distro, StageProduct product) =>
        frame.FilesIn(
            frame.Options.Layout.Machine(distro.Id),
            [MailMachine.SerialFile, MailMachine.PictureFile, FactoryMailTest.LogFile, .. MachineEvidence.Files(MailMachine.Use)]
        );

    protected override async Task<StageOutcome> RunAsync(Distro distro, FinishedDisk from, CancellationToken cancellationToken)
    {
        var progress = frame.Progress(distro, Stage);
        var passwords = new GeneratedPasswords();
        var configuration = await FactoryConfigurationReader
            .ReadAsync(ExampleOf(distro), passwords, cancellationToken)
            .ConfigureAwait(false);
        var folder = frame.Options.Layout.Machine(distro.Id);
        FolderMarker.Make(folder);
        var accounts = await MailAccountsFile.WriteAsync(folder, configuration, cancellationToken).ConfigureAwait(false);
        var overlay = Path.Combine(folder, "mail-test.qcow2");
        File.Delete(overlay);
        File.Delete(Path.Combine(folder, FactoryMailTest.LogFile));
        File.Delete(Path.Combine(folder, MailMachine.PictureFile));

        var disk = await DiskAsync(distro, from, cancellationToken).ConfigureAwait(false);
        await RecordAsync(from, ArchiveMailTest.Begun(frame.Time.GetUtcNow())).ConfigureAwait(false);
        progress.Report(disk.IsForeign ? "booting a copy of the image" : "booting a copy of the archived disk");
        try
        {
            var server = frame.Options.UsesMailFactory ? null : _setup.DigestOf(configuration);
            var machine = await MailMachine.StartAsync(frame, qemu, distro, disk, overlay, server, cancellationToken).ConfigureAwait(false);
            await using (machine.ConfigureAwait(false))
            {
                var outcome = await machine
                    .DoAsync(token => TestAsync(machine, disk, distro, configuration, passwords, progress, token), cancellationToken)
                    .ConfigureAwait(false);
                outcome = outcome with
                {
                    Evidence = [.. outcome.Evidence, MailAccountsFile.Describe(configuration, accounts, frame.Options.Layout.Root)],
                };
                await RecordAsync(from, ForArchive(outcome)).ConfigureAwait(false);
                await KeepAsync(machine, distro, configuration, cancellationToken).ConfigureAwait(false);
                return outcome;
            }
        }
        finally
        {
            File.Delete(overlay);
        }
    }

    // The build that was killed had judged it already.
    protected override StageOutcome? Earlier(StageProduct product) =>
        (product as FinishedDisk)?.Match(TestedBefore, _ => null) is { } before
            ? StageOutcome.Passed(
                $"{before.Summary} (found out {before.Started:yyyy-MM-dd HH:mm} UTC by the same build, which was killed later)"
            ) with
            {
                Evidence = before.Evidence,
                Checks = before.Checks,
                Packages = before.Packages,
                FactoryOutcome = before.FactoryOutcome,
            }
            : null;

    private async Task<TestDisk> DiskAsync(Distro distro, FinishedDisk from, CancellationToken cancellationToken)
    {
        var disk = await from.Match(
                archived => Task.FromResult(TestDisk.Of(archived.Manifest, archives, frame.Options.Firmware)),
                brought => new ImageDisk(frame).PrepareAsync(distro, brought.Image, cancellationToken)
            )
            .ConfigureAwait(false);
        return disk with { PackageDisc = PackageDisc.Of(distro, from.Proven) };
    }

    private async Task KeepAsync(MailMachine machine, Distro distro, MailConfiguration configuration, CancellationToken cancellationToken)
    {
        if (frame.Options.KeepsMachines)
        {
            var kept = await machine.KeepAsync(distro.Id, cancellationToken).ConfigureAwait(false);
            if (kept is not null)
            {
                await MailAccountsFile
                    .WriteAsync(Path.GetDirectoryName(kept.SshKey)!, configuration, cancellationToken)
                    .ConfigureAwait(false);
            }

            frame.Say(distro, kept is null ? "not kept, as a kept machine of this distro runs already; ListVms names it" : $"kept; {kept}");
        }
    }

    private StageResult? TestedBefore(ArchivedDisk archived) =>
        interrupted?.MailTestOf(archived.Manifest, SessionRecord.Command(frame.Options));

    // Written even when the run is being cancelled: an archive must not keep the verdict of an earlier test.
    private Task RecordAsync(FinishedDisk from, ArchiveMailTest test) =>
        from.Match(archived => archives.RecordAsync(archived.Manifest, test, CancellationToken.None), _ => Task.CompletedTask);

    private ArchiveMailTest ForArchive(StageOutcome outcome) =>
        MailTestVerdict.ForArchive(outcome, recorder.Status.State.RunId, frame.Options.Checks.Count == 0, frame.Time.GetUtcNow());

    private async Task<StageOutcome> TestAsync(
        MailMachine machine,
        TestDisk disk,
        Distro distro,
        MailConfiguration configuration,
        GeneratedPasswords passwords,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        var met = await MeetAsync(machine, disk, distro, cancellationToken).ConfigureAwait(false);
        var outcome = frame.Options.UsesMailFactory
            ? await TestFactoryAsync(machine, distro, configuration, passwords, progress, cancellationToken).ConfigureAwait(false)
            : await TestPackagesAsync(machine, distro, configuration, met, progress, cancellationToken).ConfigureAwait(false);
        return outcome with { Evidence = [.. disk.Facts, .. machine.StartFacts, .. met, .. outcome.Evidence] };
    }

    // A machine that was saved with its mail server was met before, and its host key proven: it is held to that key.
    private async Task<IReadOnlyList<string>> MeetAsync(
        MailMachine machine,
        TestDisk disk,
        Distro distro,
        CancellationToken cancellationToken
    )
    {
        if (machine.Restored?.Server is { } server)
        {
            return server.Met;
        }

        return disk.IsForeign ? await new ImageGuest(frame).MeetAsync(machine, disk, distro, cancellationToken).ConfigureAwait(false) : [];
    }

    private async Task<StageOutcome> TestFactoryAsync(
        MailMachine machine,
        Distro distro,
        MailConfiguration configuration,
        GeneratedPasswords passwords,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        var test = new FactoryMailTest(frame, qemu.Leases, distro);
        var outcome = await test.ProvisionAsync(machine.Guest, machine.Access, ExampleOf(distro), passwords, progress, cancellationToken)
            .ConfigureAwait(false);
        var expected = FactoryExpectation.Of(known.FactoryOutcomeOn(distro.Id));
        if (outcome.Class != FactoryOutcomeClass.Ok)
        {
            return FactoryVerdict.Failed(expected, outcome);
        }

        var packages = await PackagesAsync(machine, cancellationToken).ConfigureAwait(false);
        var certificate = await FactoryMailTest
            .CertificateAsync(machine.Guest, configuration.Hostname, frame.TimeoutScale, cancellationToken)
            .ConfigureAwait(false);
        var target = Target(machine, configuration) with { CaCertificatePem = certificate };
        var checks = await CheckAsync(machine, target, progress, cancellationToken).ConfigureAwait(false);
        return FactoryVerdict.Judged(expected, outcome, checks) with { Packages = packages };
    }

    private async Task<StageOutcome> TestPackagesAsync(
        MailMachine machine,
        Distro distro,
        MailConfiguration configuration,
        IReadOnlyList<string> met,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        var server = await _setup.RunAsync(machine, distro, configuration, met, progress, cancellationToken).ConfigureAwait(false);
        var target = Target(machine, configuration);
        target = target with
        {
            Profile = target.Profile.With(server.Result.Parts),
            CaCertificatePem = server.Result.AuthorityPem,
            ForeignDomain = server.Result.ForeignDomain,
        };
        var checks = await CheckAsync(
                machine,
                target,
                progress,
                cancellationToken,
                token => _setup.AgainAsync(machine, configuration, token)
            )
            .ConfigureAwait(false);
        return MailTestVerdict.Of(server.Result, checks) with { Packages = server.Packages };
    }

    private Task<IReadOnlyList<string>> PackagesAsync(MailMachine machine, CancellationToken cancellationToken) =>
        InstalledPackages.ReadAsync(machine.Guest, frame.Scaled(InstalledPackages.Limit), cancellationToken);

    private string ExampleOf(Distro distro) => Path.Combine(frame.Options.Repository, "Examples", distro.ExampleFile);

    private MailServerTarget Target(MailMachine machine, MailConfiguration configuration) =>
        new()
        {
            Ports = machine.Ports,
            Profile = MailMachine.Profile(frame.Options),
            Configuration = configuration,
            CaCertificatePem = string.Empty,
        };

    private Task<IReadOnlyList<CheckResult>> CheckAsync(
        MailMachine machine,
        MailServerTarget target,
        StageProgress progress,
        CancellationToken cancellationToken,
        Func<CancellationToken, Task<IReadOnlyList<string>>>? provisionAgain = null
    )
    {
        var context = new CheckContext
        {
            Target = target,
            SoakMessages = target.Profile.MessagesPerMinute is { } most
                ? 2 * most
                : Math.Max(CheckContext.DefaultSoakMessages, (int)(MostSoakMessages / Math.Max(1, frame.TimeoutScale))),
            Guest = machine.Guest,
            RebootGuestAsync = machine.RebootAsync,
            CutPowerAsync = machine.CutPowerAsync,
            ProvisionAgainAsync = provisionAgain,
            OwnPorts = machine.OwnPorts,
            SideBySide = target.Profile.HasOwnServices ? MostSideBySide : 1,
            TimeoutScale = frame.TimeoutScale,
            Time = frame.Time,
        };
        var total = CheckSelection.Of(frame.Options.Checks).Count;
        var done = 0;
        var failed = 0;
        progress.Report("checking the mail server", 0);
        var report = new SynchronousProgress<CheckResult>(check =>
        {
            done++;
            failed += check.FailsRun ? 1 : 0;
            progress.Report(
                failed > 0 ? $"checks, {failed} failed" : "checks",
                100.0 * done / total,
                note: $"{check.Id} {RunWords.Of(check.Verdict)}"
            );
            frame.Log.Information(
                "{Id} {Verdict:l} in {Seconds:0.0} s: {Summary}",
                check.Id,
                RunWords.Of(check.Verdict),
                check.Duration.TotalSeconds,
                check.Summary
            );
        });
        return ConformanceSuite.RunAsync(context, frame.Options.Checks, report, cancellationToken);
    }
}
