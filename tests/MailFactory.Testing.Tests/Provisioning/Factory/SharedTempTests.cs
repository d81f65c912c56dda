using MailFactory.Testing.Processes;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Tests.Provisioning.Factory;

public sealed class SharedTempTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("factory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_run_at_a_time_has_it_and_leaves_nothing_to_the_next()
    {
        using (await TakeAsync())
        {
            await Assert.ThrowsAsync<WaitTimeoutException>(TakeAsync);
            await File.WriteAllTextAsync(Path.Combine(_folder, "Utils.tar.gz"), string.Empty, TestContext.Current.CancellationToken);
        }

        (await TakeAsync()).Dispose();
    }

    [Fact]
    public async Task A_file_that_no_run_of_ours_made_is_told_and_left_alone()
    {
        var file = Path.Combine(_folder, "1.0.0.tar.gz");
        await File.WriteAllTextAsync(file, string.Empty, TestContext.Current.CancellationToken);
        Assert.Contains(file, (await Assert.ThrowsAsync<ToolException>(TakeAsync)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    private Task<SharedTemp> TakeAsync() =>
        SharedTemp.TakeAsync(_folder, TimeSpan.Zero, TimeProvider.System, TestContext.Current.CancellationToken);
}
