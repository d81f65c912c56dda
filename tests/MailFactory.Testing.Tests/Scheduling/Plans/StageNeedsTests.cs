using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Tests.Scheduling.Plans;

public sealed class StageNeedsTests
{
    private static readonly Distro _debian = Twelve.Distros.Single(distro => distro.Id == "debian-12");
    private static readonly HostBudget _host = Twelve.Host;

    [Theory]
    [InlineData(null, AcceleratorKind.Kvm, 2048 + 128)]
    [InlineData(null, AcceleratorKind.Tcg, 2048 + 128 + 512)]
    [InlineData(1024, AcceleratorKind.Kvm, 1024 + 128)]
    internal void The_doctor_asks_for_as_much_as_the_plan_and_not_for_more(int? memory, AcceleratorKind accelerator, int expected)
    {
        var plan = DistroPlan.Of(_debian, Twelve.Options with { MemoryMiB = memory }, Enum.GetValues<Stage>(), accelerator);
        var schedule = Schedule.Forecast([plan], _host, DurationHistory.Empty);
        var needs = StageNeeds.OfHost([plan]);
        Assert.Equal((expected, schedule.PeakDiskGiB), (needs.MemoryMiB, needs.DiskGiB));
        Assert.Equal(schedule.Peak.MemoryMiB, needs.MemoryMiB);
    }

    [Fact]
    public void Of_several_distros_the_hungriest_counts()
    {
        var plans = Twelve.Plans();
        Assert.Equal(plans.Max(plan => plan.Size.MemoryMiB), StageNeeds.OfHost(plans).MemoryMiB - 128);
        Assert.Equal(10, StageNeeds.OfHost(plans).DiskGiB);
    }
}
