using System.Globalization;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Tests.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Machines.Warm;

public sealed class GuestRenewalTests
{
    private static readonly DateTimeOffset _now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact(Timeout = 30_000)]
    public async Task A_guest_with_the_right_clock_and_the_same_network_is_as_good_as_new() =>
        Assert.Null(await RenewAsync(Clock(0), "address eth0 10.0.2.15/24\n"));

    [Fact(Timeout = 30_000)]
    public async Task A_guest_whose_network_is_another_one_is_in_doubt() =>
        Assert.Equal(
            "its network has changed: '' where it was 'address eth0 10.0.2.15/24'",
            await RenewAsync(Clock(0), "\n", limit: TimeSpan.Zero)
        );

    [Fact(Timeout = 30_000)]
    public async Task A_guest_whose_clock_cannot_be_set_is_in_doubt() =>
        Assert.StartsWith(
            "its clock could not be set",
            await RenewAsync(string.Empty, string.Empty, exitCode: 1),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(3600, 0, "its clock says 2026-05-01 13:00:00 UTC at 2026-05-01 12:00:00 UTC")]
    [InlineData(-3600, 0, "its clock says 2026-05-01 11:00:00 UTC at 2026-05-01 12:00:00 UTC")]
    [InlineData(0, -86400, "its hardware clock says 2026-04-30 12:00:00 UTC at 2026-05-01 12:00:00 UTC")]
    public void A_clock_that_is_off_is_in_doubt(int clock, int hardware, string? doubt) =>
        Assert.Equal(doubt, GuestRenewal.ClockDoubt($"hardware {_now.ToUnixTimeSeconds() + hardware}\n{Clock(clock)}", _now, _now));

    [Theory]
    [InlineData("")]
    [InlineData("clock soon")]
    [InlineData("clock 99999999999999999999999999999")]
    [InlineData("clock -5")]
    public void A_clock_that_cannot_be_read_is_in_doubt(string output) =>
        Assert.Equal("its clock cannot be read", GuestRenewal.ClockDoubt(output, _now, _now));

    private static string Clock(int off) =>
        string.Create(CultureInfo.InvariantCulture, $"clock {_now.ToUnixTimeSeconds() + off}.250000000\n");

    private static Task<string?> RenewAsync(string clock, string network, int exitCode = 0, TimeSpan? limit = null) =>
        GuestRenewal.RunAsync(
            new ScriptedGuest(("/dev/urandom", exitCode, clock), ("getent", 0, network)),
            "address eth0 10.0.2.15/24",
            "deb.debian.org",
            limit ?? TimeSpan.FromSeconds(30),
            new FakeTimeProvider(_now),
            TestContext.Current.CancellationToken
        );
}
