using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    Target TestMailServer => _ => _
        .Description("Provisions a mail server on a copy of each archived disk and tests it over its real protocols")
        .DependsOn(ArchiveVms)
        .OnlyWhenDynamic(() => IsAnyDistroLeft)
        .ProceedAfterFailure()
        .Executes(() => MatrixStageAsync(Stage.MailTest));
}
