using MailFactory.Testing.Commands.Planning;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Durations;

namespace MailFactory.Testing.Tests.Commands.Planning;

public sealed class AcceleratorGuessTests
{
    private static readonly DurationHistory _emulated = new DurationHistory().With(
        "debian-13",
        Stage.Install,
        AcceleratorKind.Tcg,
        TimeSpan.FromMinutes(34)
    );

    [Fact]
    public void What_was_asked_for_counts_first() =>
        Assert.Equal(AcceleratorKind.Kvm, Guess(AcceleratorKind.Kvm, _emulated, KvmDevice.Missing));

    [Fact]
    public void What_the_last_run_proved_counts_more_than_a_device() =>
        Assert.Equal(AcceleratorKind.Tcg, Guess(null, _emulated, KvmDevice.Opens));

    [Theory]
    [InlineData(KvmDevice.Opens, AcceleratorKind.Kvm)]
    [InlineData(KvmDevice.Denied, AcceleratorKind.Tcg)]
    [InlineData(KvmDevice.Missing, AcceleratorKind.Tcg)]
    internal void Without_any_run_the_device_counts(KvmDevice device, AcceleratorKind expected) =>
        Assert.Equal(expected, Guess(null, DurationHistory.Empty, device));

    private static AcceleratorKind Guess(AcceleratorKind? asked, DurationHistory durations, KvmDevice device) =>
        AcceleratorGuess
            .Make(
                new RunOptions
                {
                    Repository = "/",
                    Layout = new WorkLayout("/"),
                    Accelerator = asked,
                },
                durations,
                device
            )
            .Kind;
}
