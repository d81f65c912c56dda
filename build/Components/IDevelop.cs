using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Serilog;

/// <summary>Work on this project itself: compile and test it.</summary>
interface IDevelop : IHazArtifacts, IHasDriftCheck, IHasRun
{
    // Not NUKE's component of that name, which has no description and takes Release on a build server: the tests look for the
    // programs that build.sh compiles, and those are Debug everywhere.
    [Parameter("How Compile and the tests are compiled: Debug or Release - Default is 'Debug'")]
    Configuration Configuration => TryGetValue(() => Configuration) ?? Configuration.Debug;

    [Parameter("Runs only the tests whose names contain this text; one that begins with / is a query in xUnit.net's filter language")]
    string Filter => TryGetValue(() => Filter);

    [Parameter("Benchmarks leaves out what needs large files and minutes, Coverage the integration tests")]
    bool Quick => TryGetValue<bool?>(() => Quick) ?? false;

    AbsolutePath Solution => RootDirectory / "MailFactory.slnx";

    static string[] Integration { get; } = ["MailFactory.Testing.IntegrationTests"];

    AbsolutePath CoverageResults => ArtifactsDirectory / "coverage";

    AbsolutePath SelfTestResults => ArtifactsDirectory / "selftest";

    Target Compile =>
        _ =>
            _.Description("Compiles the libraries and all tests")
                .Executes(() => DotNet("build", Solution, "-c", $"{Configuration}", "-nologo", "-v", "quiet", "-clp:NoSummary"));

    Target CheckFormat =>
        _ =>
            _.Description("Fails if the code is not formatted as CSharpier does")
                .DependsOn(Compile)
                .ProceedAfterFailure()
                .Executes(() => DotNet("tool", "restore"))
                .Executes(() => DotNet("csharpier", "check", "build", "src", "tests", "benchmarks"));

    Target UnitTests =>
        _ =>
            _.Description("Runs the hermetic tests")
                .DependsOn(Compile)
                .ProceedAfterFailure()
                .Executes(() =>
                {
                    SelfTestResults.CreateOrCleanDirectory();
                    RunTests("MailFactory.Nuke.Tests", "MailFactory.Testing.Tests", "MailFactory.Build.Tests");
                });

    Target IntegrationTests =>
        _ =>
            _.Description("Runs the tests that use real QEMU, sockets, SSH and mail servers")
                .DependsOn<IPrepareHost>(x => x.PrepareSelfTest)
                .DependsOn(Compile)
                .After(UnitTests)
                .ProceedAfterFailure()
                .Executes(() => RunTests(Integration));

    Target SelfTest =>
        _ =>
            _.Description("Runs all of the project's own tests\nExample: ./build.sh SelfTest --setup")
                .DependsOn(CheckFormat, UnitTests, IntegrationTests)
                .DependsOn<ILintAnswerFiles>(x => x.LintAnswerFiles)
                .Executes(() =>
                {
                    var tally = TestTally.Read(SelfTestResults.GetFiles("*.xml").Select(path => path.ToString()));
                    (SelfTestResults / "tally.txt").WriteAllText($"{tally}\n");
                    tally.SkipReasons.ToList().ForEach(reason => Log.Warning("{Count} skipped: {Reason}", reason.Value, reason.Key));
                    Log.Information("{Tally}", tally);
                    Assert.True(Filter is null || tally.All > 0, $"--filter: no test's name contains '{Filter}'");
                    Assert.True(tally.Failed == 0, tally.ToString());
                });

    Target Coverage =>
        _ =>
            _.Description(
                    "Measures which lines the hermetic tests cover, and without --quick the integration tests; the pages are in "
                        + "artifacts/coverage\nExample: ./build.sh Coverage --quick"
                )
                .DependsOn<IPrepareHost>(x => x.PrepareSelfTest)
                .DependsOn(Compile)
                .After(SelfTest)
                .Executes(() => CoverageResults.CreateOrCleanDirectory())
                .Executes(() => CoverTests(["MailFactory.Testing.Tests", "MailFactory.Nuke.Tests", .. Quick ? [] : Integration]));

    Target MachineTests =>
        _ =>
            _.Description(
                    "Tests what takes too long for SelfTest: mail servers on small disks of Debian 11, 12 and 14 that it makes "
                        + "itself, images for release, more releases' servers, the optional parts; takes up to an hour per disk under emulation\nExample: ./build.sh MachineTests --setup"
                )
                .DependsOn<IPrepareHost>(x => x.PrepareSelfTest)
                .DependsOn(Compile)
                .After(SelfTest)
                .Executes(() => SelfTestResults.CreateOrCleanDirectory())
                .Executes(() => RunWhenAsked("machines"));

    Target Benchmarks =>
        _ =>
            _.Description(
                    "Measures start-up, consoles, downloads and archives against public tools, and writes benchmarks/RESULTS.md; with "
                        + "--check fails if a ratio is worse than there by more than its spread\nExample: ./build.sh Benchmarks --quick --check"
                )
                .DependsOn(Compile)
                .After(SelfTest)
                .Executes(() =>
                    DotNet([
                        "run",
                        "--project",
                        RootDirectory / "benchmarks" / "MailFactory.Benchmarks",
                        "-c",
                        "Release",
                        "--",
                        RootDirectory,
                        .. Quick ? ["--quick"] : (string[])[],
                        .. Check ? ["--check"] : (string[])[],
                    ])
                )
                .Executes(() => SelfTestResults.CreateOrCleanDirectory())
                .Executes(() =>
                {
                    if (!Quick)
                    {
                        RunWhenAsked("benchmarks");
                    }
                });

    // All of them run, whatever the first one found.
    void RunTests(params string[] projects)
    {
        var programs = new TestProgram(Child, RootDirectory, SelfTestResults, TemporaryDirectory);
        var broken = projects.Where(project => programs.Run(project, $"{Configuration}", Filter) != 0).ToList();
        Assert.True(broken.Count == 0, $"tests failed in {string.Join(", ", broken)}");
    }

    // The report is made whatever the tests find. Each of them has its own figures, and the report adds them up.
    void CoverTests(IReadOnlyList<string> projects)
    {
        var broken = projects.Where(project => !IsCovered(project)).ToList();
        DotNet("tool", "restore");
        DotNet(
            "reportgenerator",
            $"-reports:{CoverageResults / "*.cobertura*.xml"}",
            $"-targetdir:{CoverageResults}",
            "-reporttypes:Cobertura;Html;TextSummary",
            "-verbosity:Warning"
        );
        var summary = (CoverageResults / "Summary.txt").ReadAllText();
        Log.Information("{Summary}", summary[..summary.IndexOf("\n\n", StringComparison.Ordinal)]);
        Assert.True(broken.Count == 0, $"tests failed in {string.Join(", ", broken)}");
    }

    bool IsCovered(string project) =>
        Child.Run(
            "dotnet",
            [
                "test",
                "--project",
                RootDirectory / "tests" / project,
                "--no-build",
                "-c",
                $"{Configuration}",
                "--coverlet",
                "--coverlet-output-format",
                "cobertura",
                "--coverlet-include",
                "[MailFactory.*]*",
                "--coverlet-exclude",
                "[*Tests]*",
                "--coverlet-exclude",
                "[*TestKit]*",
                "--coverlet-file-prefix",
                project,
                "--results-directory",
                CoverageResults,
            ]
        ) == 0;

    // What takes too long for every run of the tests.
    void RunWhenAsked(string suite)
    {
        var tests = TestProgram.PathOf(RootDirectory, "MailFactory.Testing.IntegrationTests", $"{Configuration}");
        DotNet([
            "exec",
            tests,
            "-noLogo",
            "-noColor",
            "-explicit",
            "only",
            "-diagnostics",
            "-trait",
            $"Suite={suite}",
            .. TestProgram.Arguments(Filter),
            "-xml",
            SelfTestResults / $"{suite}.xml",
        ]);
    }

    void DotNet(params string[] arguments)
    {
        var exitCode = Child.Run("dotnet", arguments);
        Assert.True(exitCode == 0, $"dotnet {arguments[0]} ended with exit code {exitCode}");
    }

    ChildProgram Child => new(RootDirectory, Cancellation);
}
