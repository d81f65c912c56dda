using MailFactory.Testing.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests;

public sealed class WaitTests
{
    [Fact]
    public async Task A_condition_that_holds_ends_the_wait_at_once()
    {
        var asked = 0;
        await Wait.UntilAsync(
            "it holds",
            _ => Task.FromResult(++asked == 1),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1),
            new FakeTimeProvider(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_condition_that_never_holds_is_named_in_the_error_after_a_last_try()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var error = await Assert.ThrowsAsync<WaitTimeoutException>(() =>
            Wait.UntilAsync(
                "SSH answers",
                _ => Task.FromResult(false),
                TimeSpan.Zero,
                TimeSpan.FromSeconds(1),
                time,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("SSH answers", error.Message, StringComparison.Ordinal);
    }
}
