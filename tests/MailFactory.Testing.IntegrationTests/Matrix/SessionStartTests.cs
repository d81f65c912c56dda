using MailFactory.Testing.Matrix;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.IntegrationTests.Matrix;

public sealed class SessionStartTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_session_that_can_never_fit_leaves_no_file_open()
    {
        Tools.Require("qemu-system-x86_64");
        using var folder = new TemporaryFolder();
        var options = new RunOptions
        {
            Repository = Repository.Root,
            Layout = new WorkLayout(folder.Path),
            Distros = ["debian-13"],
            HostMemoryMiB = 512,
        };

        var error = await Assert.ThrowsAsync<ScheduleException>(() =>
            MatrixSession.StartAsync(options, [Stage.Install], TextWriter.Null, TestContext.Current.CancellationToken)
        );

        Assert.Contains("debian-13", error.Message, StringComparison.Ordinal);
        Assert.Empty(OpenFilesBelow(folder.Path));
    }

    private static IEnumerable<string> OpenFilesBelow(string folder) =>
        Directory
            .EnumerateFiles("/proc/self/fd")
            .Select(file => new FileInfo(file).LinkTarget ?? string.Empty)
            .Where(target => target.StartsWith(folder, StringComparison.Ordinal));
}
