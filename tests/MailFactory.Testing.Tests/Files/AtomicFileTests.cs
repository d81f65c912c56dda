using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Two_writers_of_one_file_at_once_each_leave_it_whole()
    {
        var path = _folder.PathOf("report.md");
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        var slow = WriteAsync(first, second.Task, "slow");
        await first.Task;
        await WriteAsync(new TaskCompletionSource(), Task.CompletedTask, "fast");
        Assert.Equal("fast", await File.ReadAllTextAsync(path, Cancellation));
        second.SetResult();
        await slow;
        Assert.Equal("slow", await File.ReadAllTextAsync(path, Cancellation));
        Assert.Equal([path], Directory.EnumerateFiles(_folder.Path));

        Task WriteAsync(TaskCompletionSource began, Task goOn, string text) =>
            AtomicFile.WriteAsync(
                path,
                async stream =>
                {
                    began.SetResult();
                    await goOn;
                    await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), Cancellation);
                },
                Cancellation
            );
    }

    [Fact(Timeout = 30_000)]
    public async Task A_writer_that_breaks_off_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<IOException>(() =>
            AtomicFile.WriteAsync(_folder.PathOf("report.md"), _ => throw new IOException("disk full"), Cancellation)
        );
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();
}
