using MailFactory.Testing.Foreign;
using MailFactory.Testing.Reports.Documents;
using Nuke.Common;

/// <summary>
/// The build: components declare targets and parameters, MailFactory.Testing does the work. See docs/targets-and-parameters.md for all of
/// them.
/// </summary>
[SelfTestWorkflow]
partial class Build
    : NukeBuild,
        IFetchMedia,
        IInstallMachines,
        ITestMailServer,
        IReport,
        IOperate,
        IKeepMachines,
        IListMachines,
        IDeleteMachines,
        IClean,
        IListMedia,
        ICheckHost,
        IPrepareHost,
        ISimulate,
        ILintAnswerFiles,
        IVerifyArchives,
        IRelease,
        IGenerateWorkflows,
        IDevelop
{
    public static int Main(string[] arguments)
    {
        WorkflowCommandGuard.Install(arguments);
        return Run(() => Execute<Build>(build => build.Test));
    }

    /// <summary>Runs the engine; with NUKE's own, the command line is read before it.</summary>
    private static partial int Run(Func<int> execute);

    /// <summary>Ends the process with a mistake of the user's, where the engine would make more of it than a line.</summary>
    static partial void Refuse(string mistake);

    Target Test =>
        _ =>
            _.Description(
                    "Takes each distro from its install medium to a tested mail server, and reports\nExample: ./build.sh Test "
                        + "--distro debian-13 --setup"
                )
                .DependsOn<ITestMailServer>()
                .DependsOn<IReport>(x => x.Report);

    Target All => _ => _.Description("Runs Test, then UpdateDocs").DependsOn(Test).DependsOn<IReport>(x => x.UpdateDocs);

    public CommandReference Reference => BuildReference.Of(this);

    /// <summary>This build as one of its components, whose parameters a class does not see by itself.</summary>
    T From<T>()
        where T : INukeBuild => (T)(object)this;
}
