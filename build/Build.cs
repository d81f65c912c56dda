using Nuke.Common;

/// <summary>
/// The build: targets declare, MailFactory.Testing does the work. See README.md for all targets and parameters.
/// </summary>
partial class Build : NukeBuild
{
    public static int Main() => Execute<Build>(build => build.Test);

    Target Test => _ => _
        .Description("Takes each distro from its install medium to a tested mail server, and reports")
        .DependsOn(TestMailServer, Report);

    Target All => _ => _
        .Description("Test, then UpdateDocs")
        .DependsOn(Test, UpdateDocs);
}
