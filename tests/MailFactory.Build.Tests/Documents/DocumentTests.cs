using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Documents;

/// <summary>The documents of this repository, held against the compiled build.</summary>
public sealed class DocumentTests : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("mail-factory-documents-");

    public void Dispose() => _work.Delete(recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task They_say_what_the_build_and_the_recorded_reports_say()
    {
        var build = CompiledBuild.In(Repository.Root);
        Assert.SkipUnless(File.Exists(build), $"{build} is not there: ./build.sh compiles it");
        var command = ToolCommand.Create("dotnet", build, "UpdateDocs", "--check", "--no-logo", "--work-directory", _work.FullName) with
        {
            WorkingDirectory = Repository.PathOf(),
        };
        var result = await ToolRunner.RunAsync(command, TestContext.Current.CancellationToken);
        Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
    }
}
