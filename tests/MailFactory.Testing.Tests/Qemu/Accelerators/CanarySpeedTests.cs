using MailFactory.Testing.Qemu.Accelerators;

namespace MailFactory.Testing.Tests.Qemu.Accelerators;

public sealed class CanarySpeedTests
{
    [Theory]
    [InlineData(100, 150, 350, 0.5)]
    [InlineData(100, 150, 250, 1)]
    [InlineData(100, 400, 350, 1)]
    public void Speed_is_relative_to_the_host_and_never_above_it(int native, int idle, int busy, double expected) =>
        Assert.Equal(
            expected,
            Canary.SpeedOf(TimeSpan.FromMilliseconds(native), TimeSpan.FromMilliseconds(idle), TimeSpan.FromMilliseconds(busy))
        );
}
