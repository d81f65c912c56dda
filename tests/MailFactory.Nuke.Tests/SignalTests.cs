using Microsoft.Extensions.Time.Testing;
using Nuke.Common.Execution;

namespace MailFactory.Nuke.Tests;

public sealed class SignalTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Signals _signals;
    private readonly TaskCompletionSource _takenOver = new();

    public SignalTests() => _signals = new Signals(_clock, TimeSpan.FromSeconds(15), () => _takenOver.TrySetResult());

    [Fact]
    public void Without_a_signal_nothing_is_cancelled()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_signals.IsCancelled);
        Assert.False(_takenOver.Task.IsCompleted);
    }

    [Fact]
    public void The_first_signal_gives_the_bodies_their_grace()
    {
        _signals.Receive(143);
        Assert.Equal(143, _signals.ExitCode);
        _clock.Advance(TimeSpan.FromSeconds(14));
        Assert.False(_takenOver.Task.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_takenOver.Task.IsCompleted);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_second_signal_ends_the_grace_and_keeps_the_first_exit_code()
    {
        _signals.Receive(130);
        _signals.Receive(143);
        await _takenOver.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, _signals.ExitCode);
    }

    public void Dispose() => _signals.Dispose();
}
