using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Runs;

public sealed class WorkDirectoryLockTests : IDisposable
{
    private static readonly WorkDirectoryHolder _holder = new()
    {
        Process = ProcessIdentity.Current with { Started = "another boot" },
        Since = DateTimeOffset.UnixEpoch,
        Distros = ["debian-13"],
    };
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task A_second_run_is_told_who_works_there_and_what_to_do()
    {
        using var first = await WorkDirectoryLock.TakeAsync(Layout, _holder, Cancellation);
        var error = await Assert.ThrowsAsync<WorkDirectoryBusyException>(() => WorkDirectoryLock.TakeAsync(Layout, _holder, Cancellation));
        Assert.Contains(
            $"process {Environment.ProcessId} (debian-13; since 1970-01-01 00:00:00 UTC)",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("--work-directory", error.Message, StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessId, (await WorkDirectoryLock.HolderAsync(Layout, Cancellation))!.Process.Pid);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_process_that_has_it_may_take_it_again_and_keeps_it_then()
    {
        var own = _holder with { Process = ProcessIdentity.Current };
        using var first = await WorkDirectoryLock.TakeAsync(Layout, own, Cancellation);
        (await WorkDirectoryLock.TakeAsync(Layout, own, Cancellation)).Dispose();
        Assert.NotNull(await WorkDirectoryLock.HolderAsync(Layout, Cancellation));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lock_given_back_is_free_whatever_the_old_holder_wrote()
    {
        Assert.Null(await WorkDirectoryLock.HolderAsync(Layout, Cancellation));
        (await WorkDirectoryLock.TakeAsync(Layout, _holder, Cancellation)).Dispose();
        Assert.Null(await WorkDirectoryLock.HolderAsync(Layout, Cancellation));
        using var second = await WorkDirectoryLock.TakeAsync(Layout, _holder, Cancellation);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_holder_whose_name_cannot_be_read_may_use_anything()
    {
        using var first = await WorkDirectoryLock.TakeAsync(Layout, _holder, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Layout.Logs, "run.json"), "{ torn", Cancellation);
        var holder = await WorkDirectoryLock.HolderAsync(Layout, Cancellation);
        Assert.True(holder!.Uses("anything"));
        var error = await Assert.ThrowsAsync<WorkDirectoryBusyException>(() => WorkDirectoryLock.TakeAsync(Layout, _holder, Cancellation));
        Assert.StartsWith("another build is using", error.Message, StringComparison.Ordinal);
    }
}
