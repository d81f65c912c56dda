using MailFactory.Testing.Runs;
using Nuke.Common;
using Nuke.Common.IO;

/// <summary>Mail servers: provisioned on copies of the archived disks, then tested.</summary>
interface ITestMailServer : IHasMatrix, IHasMachines, IHasMirror, IHasProvisioner, IHasMailChecks, IHasServer
{
    [Parameter("Leaves the machines of the mail test running; StopVms ends them")]
    bool KeepVms => TryGetValue<bool?>(() => KeepVms) ?? false;

    [Parameter("A disk image (qcow2 or raw) to test a mail server on, instead of an installed distro; it is never changed")]
    AbsolutePath? Image => TryGetValue(() => Image);

    [Parameter("The user of --image to log in as, with sudo - Default is 'mailtest', made by cloud-init")]
    string? ImageUser => TryGetValue(() => ImageUser);

    [Parameter(
        "The private key that lets --image-user in, or the user of --ssh - Default is the key of the image's archive, else a "
            + "fresh one given to cloud-init"
    )]
    AbsolutePath? SshKey => TryGetValue(() => SshKey);

    Target TestMailServer =>
        _ =>
            _.Description(
                    "Sets up a mail server on a copy of each archived disk, or of --image, and tests it over SMTP, IMAP and "
                        + "POP3; with --server tests one that runs already\nExample: ./build.sh TestMailServer --distro debian-13 --checks SMTP-01 IMAP-01\nExample: ./build.sh "
                        + "TestMailServer --image debian-12-genericcloud-amd64.qcow2 --distro debian-12\nExample: ./build.sh TestMailServer --server "
                        + "mail.example.org --accounts accounts.json"
                )
                .DependsOn<IInstallMachines>(x => x.ArchiveVms)
                // What failed is told in the report, with the transcripts of its checks: also where no distro is left for this target.
                .Triggers<IReport>(x => x.Report)
                .WhenSkipped(DependencyBehavior.Execute)
                .OnlyWhenDynamic(() => Options.Server != null || IsAnyDistroLeft, $"--server is given or {DistroLeft}")
                .ProceedAfterFailure()
                .Executes(() => Options.Server is null ? MatrixStageAsync(Stage.MailTest) : TestServerAsync());
}
