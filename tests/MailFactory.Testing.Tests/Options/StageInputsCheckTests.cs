using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

/// <summary>A repository with one broken file: told before a stage that needs it, passed over by those that do not.</summary>
public sealed class StageInputsCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options =>
        new()
        {
            Repository = _folder.Path,
            Layout = new WorkLayout(_folder.PathOf("work")),
            Distros = ["debian-13"],
        };

    [Fact]
    public async Task The_projects_own_files_are_right_for_every_distro() =>
        await StageInputsCheck.CheckAsync(
            Options with
            {
                Repository = Repository.Root,
                Distros = ["all"],
            },
            Enum.GetValues<Stage>(),
            Cancellation
        );

    [Fact]
    public async Task A_broken_mail_configuration_is_told_before_the_first_stage()
    {
        Copy();
        Directory
            .EnumerateFiles(_folder.PathOf("Examples"), "*.json", SearchOption.AllDirectories)
            .ToList()
            .ForEach(file => File.WriteAllText(file, "{ broken"));
        var error = await Assert.ThrowsAsync<RunOptionsException>(() =>
            StageInputsCheck.CheckAsync(Options, Enum.GetValues<Stage>(), Cancellation)
        );
        Assert.Contains("Debian_13.json:1:3: is not valid JSON", error.Message, StringComparison.Ordinal);
        await StageInputsCheck.CheckAsync(
            Options,
            [Stage.Download, Stage.Verify, Stage.Create, Stage.Install, Stage.Archive],
            Cancellation
        );
    }

    [Fact]
    public async Task Everything_that_Mail_Server_Factory_lacks_is_told_before_the_first_stage_that_needs_it()
    {
        var options = Options with
        {
            Repository = Repository.Root,
            UsesMailFactory = true,
            MailFactory = new MailFactoryOptions { Home = _folder.Path, Jar = _folder.PathOf("no.jar") },
        };
        var error = await Assert.ThrowsAsync<RunOptionsException>(() =>
            StageInputsCheck.CheckAsync(options, Enum.GetValues<Stage>(), Cancellation)
        );
        foreach (var part in (string[])["has no Core/Utils", "has no Definitions", "no.jar", "--docker-account", "--docker-password"])
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }

        await StageInputsCheck.CheckAsync(options, [Stage.Download, Stage.Install], Cancellation);
        await StageInputsCheck.CheckAsync(options with { UsesMailFactory = false }, Enum.GetValues<Stage>(), Cancellation);
    }

    [Fact]
    public async Task Console_rules_that_are_not_there_are_told_before_the_first_stage()
    {
        Copy();
        Directory.Delete(_folder.PathOf("preseeds", "installers"), recursive: true);
        await Assert.ThrowsAsync<RunOptionsException>(() =>
            StageInputsCheck.CheckAsync(Options, [Stage.Download, Stage.Install], Cancellation)
        );
        await StageInputsCheck.CheckAsync(Options, [Stage.Download], Cancellation);
        await StageInputsCheck.CheckAsync(Options, [], Cancellation);
    }

    public void Dispose() => _folder.Dispose();

    private void Copy()
    {
        foreach (
            var file in new[] { "Examples", "preseeds" }.SelectMany(folder =>
                Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)
            )
        )
        {
            var copy = _folder.PathOf(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
