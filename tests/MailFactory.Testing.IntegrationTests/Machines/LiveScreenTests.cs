using MailFactory.Testing.IntegrationTests.Qemu;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.IntegrationTests.Machines;

/// <summary>A picture of a running machine's screen, asked for from outside of the build that runs it.</summary>
public sealed class LiveScreenTests : IDisposable
{
    private readonly MachineFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Picture => Path.Combine(_folder.Path, LiveScreen.Picture);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Whoever_asks_gets_a_picture_and_the_next_one_is_newer()
    {
        Tools.Require(MachineSpec.Program);
        await using var machine = await _folder.StartAsync(_folder.Spec);
        await using var screen = LiveScreen.Start(machine, TimeProvider.System);
        await LiveScreen.AskAsync(_folder.Path, TimeProvider.System, Cancellation);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(Picture, Cancellation))[..4]);

        File.Delete(Picture);
        await LiveScreen.AskAsync(_folder.Path, TimeProvider.System, Cancellation);
        Assert.True(File.Exists(Picture));
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_no_machine_runs_the_question_is_taken_back()
    {
        await LiveScreen.AskAsync(_folder.Path, TimeProvider.System, Cancellation);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "live-screen*"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_that_is_not_there_is_no_error() =>
        await LiveScreen.AskAsync(Path.Combine(_folder.Path, "nowhere", "deep"), TimeProvider.System, Cancellation);
}
