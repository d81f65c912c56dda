using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Provisioning;

public sealed class ScriptsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Shellcheck_finds_nothing_in_the_scripts_as_they_are_uploaded()
    {
        Assert.SkipWhen(ToolRunner.Find("shellcheck") is null, "not installed: shellcheck");
        using var folder = new TemporaryFolder();
        var scripts = await WriteAsync(folder.Path, TestContext.Current.CancellationToken);
        var check = ToolCommand.Create("shellcheck", ["--shell=sh", "--external-sources", "--exclude=SC2034", .. scripts]) with { WorkingDirectory = folder.Path };
        var result = await ToolRunner.RunAsync(check, TestContext.Current.CancellationToken);
        Assert.True(result.IsSuccess, result.StandardOutput);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_shell_can_read_every_script()
    {
        using var folder = new TemporaryFolder();
        foreach (var script in await WriteAsync(folder.Path, TestContext.Current.CancellationToken))
        {
            var check = ToolCommand.Create("sh", "-n", script) with { WorkingDirectory = folder.Path };
            (await ToolRunner.RunAsync(check, TestContext.Current.CancellationToken)).EnsureSuccess();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Putting_a_file_twice_changes_it_once()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "files are given to root, which needs root");
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Path, TestContext.Current.CancellationToken);
        const string Script = """
            . ./lib.sh
            pending=./state/pending
            for text in one one two; do echo "$text" | put 640 root root ./target; done
            stat -c %a ./target
            """;
        var run = ToolCommand.Create("sh", "-c", Script) with { WorkingDirectory = folder.Path };
        var result = (await ToolRunner.RunAsync(run, TestContext.Current.CancellationToken)).EnsureSuccess();
        Assert.Equal("changed: ./target\nchanged: ./target\n640\n", result.StandardOutput);
    }

    private static async Task<IReadOnlyList<string>> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var files = Samples.Bundle();
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
        }

        return [.. files.Keys.Where(name => name.EndsWith(".sh", StringComparison.Ordinal))];
    }
}
