using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The step that takes the images of the distros' jobs for the release.</summary>
public sealed class ReleaseStepTests : IDisposable
{
    private readonly WorkflowShell _shell = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _shell.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Each_job_gives_its_own_distro_and_none_can_replace_anothers()
    {
        Write("images/image-debian-13/release/images-1/debian-13/debian-13.restore.sh", "own");
        Write("images/image-debian-13/archive/debian-13-0a.manifest.json", "own");
        Write("images/image-fedora-41/release/images-1/fedora-41/fedora-41.restore.sh", "own");
        Write("images/image-fedora-41/archive/fedora-41-0b.manifest.json", "own");
        Write("images/image-fedora-41/release/images-1/debian-13/debian-13.restore.sh", "foreign");
        Write("images/image-fedora-41/release/images-1/rocky-9/rocky-9.restore.sh", "foreign");
        Write("images/image-fedora-41/archive/debian-13-0a.manifest.json", "foreign");
        Write("images/image-fedora-41/archive/debian-13-ff.manifest.json", "foreign");
        Write("images/image-fedora-41/isos/x", "foreign");

        (await CollectAsync("debian-13 fedora-41")).EnsureSuccess();
        var taken = Directory
            .GetFiles(_shell.PathOf("vms"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_shell.Folder, path))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "vms/archive/debian-13-0a.manifest.json",
                "vms/archive/fedora-41-0b.manifest.json",
                "vms/release/images-1/debian-13/debian-13.restore.sh",
                "vms/release/images-1/fedora-41/fedora-41.restore.sh",
            ],
            taken
        );
        Assert.All(
            Directory.GetFiles(_shell.PathOf("vms"), "*", SearchOption.AllDirectories),
            path => Assert.Equal("own", File.ReadAllText(path))
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_job_that_handed_nothing_over_ends_the_release_by_name()
    {
        Write("images/image-fedora-41/release/images-1/debian-13/debian-13.restore.sh", "foreign");
        var result = await CollectAsync("debian-13");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("::error::the job of debian-13 has handed no image over\n", result.StandardOutput);
    }

    private Task<ToolResult> CollectAsync(string distros) =>
        _shell.RunAsync(
            "release.yml",
            "Take each job's own image",
            new Dictionary<string, string> { ["MATRIX_DISTROS"] = distros, ["GITHUB_REF_NAME"] = "images-1" },
            Cancellation
        );

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_shell.PathOf(path))!);
        File.WriteAllText(_shell.PathOf(path), text);
    }
}
