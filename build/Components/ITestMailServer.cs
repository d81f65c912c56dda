using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>Mail servers: provisioned on copies of the archived disks, then tested.</summary>
interface ITestMailServer : IHasMatrix, IHasMachines, IHasMirror, IHasProvisioner, IHasChecks
{
    [Parameter("Leaves the machines of the mail test running; StopVms ends them")]
    bool KeepVms => TryGetValue<bool?>(() => KeepVms) ?? false;

    Target TestMailServer => _ => _
        .Description("Provisions a mail server on a copy of each archived disk and tests it over its real protocols\nExample: ./build.sh TestMailServer --distro debian-13 --checks SMTP-01 IMAP-01")
        .DependsOn<IInstallMachines>(x => x.ArchiveVms)
        .OnlyWhenDynamic(() => IsAnyDistroLeft)
        .ProceedAfterFailure()
        .Executes(() => MatrixStageAsync(Stage.MailTest));
}
