using System.Globalization;
using System.Text.Json;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Tests.Machines;

/// <summary>What counts as one reboot of a guest, by the moments at which QEMU told of resets.</summary>
public sealed class RebootCountTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("100.000000", 1)]
    [InlineData("100.000000 100.000210 100.410000 101.900000", 1)]
    [InlineData("100.000000 103.500000 107.000000 110.500000", 4)]
    [InlineData("100.000000 101.500000 103.000000 104.500000 106.000000 107.500000 109.000000", 4)]
    [InlineData("100.000000 100.200000 460.000000 460.000001", 2)]
    public void Resets_within_two_seconds_are_one_reboot(string moments, int reboots) =>
        Assert.Equal(
            reboots,
            MachineGuard.RebootsOf(moments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(moment => Event(moment, byGuest: true)))
        );

    [Fact]
    public void What_the_host_resets_is_no_reboot_of_the_guests() =>
        Assert.Equal(0, MachineGuard.RebootsOf([Event("100.000000", byGuest: false)]));

    [Theory]
    [InlineData("""{"timestamp": {"seconds": 1, "microseconds": 500000}}""", 1500)]
    [InlineData("""{"timestamp": "soon"}""", null)]
    [InlineData("{}", null)]
    public void A_moment_that_QEMU_does_not_tell_is_the_beginning_of_time(string message, int? milliseconds) =>
        Assert.Equal(
            milliseconds is { } known ? DateTimeOffset.UnixEpoch.AddMilliseconds(known) : default,
            QmpEvent.MomentOf(JsonElement.Parse(message))
        );

    private static QmpEvent Event(string moment, bool byGuest) =>
        new("RESET", JsonElement.Parse($$"""{"guest": {{(byGuest ? "true" : "false")}}}"""))
        {
            At = DateTimeOffset.UnixEpoch.AddSeconds(double.Parse(moment, CultureInfo.InvariantCulture)),
        };
}
