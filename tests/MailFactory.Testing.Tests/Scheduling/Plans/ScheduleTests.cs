using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Tests.Scheduling.Plans;

public sealed class ScheduleTests
{
    private static readonly SchedulePlan _plan = Schedule.Forecast(Twelve.Plans(), Twelve.Host, DurationHistory.Empty);

    [Fact]
    public void Every_distro_goes_through_all_stages_in_their_order() =>
        Assert.All(
            _plan.Items.GroupBy(item => item.Item.Id.Distro),
            distro => Assert.Equal(Enum.GetValues<Stage>(), distro.Select(item => item.Item.Id.Stage))
        );

    [Fact]
    public void The_pipeline_is_quicker_than_phase_barriers_and_much_quicker_than_one_by_one()
    {
        Assert.InRange(_plan.Makespan, _plan.Bounds.Lower, _plan.Bounds.Lower * 1.3);
        Assert.True(_plan.Makespan < _plan.BarrierTime, $"{_plan.Makespan} against {_plan.BarrierTime} with barriers");
        Assert.True(_plan.BarrierTime < _plan.SerialTime, $"{_plan.BarrierTime} against {_plan.SerialTime} one by one");
    }

    [Fact]
    public void A_distro_is_installed_while_another_still_downloads() =>
        Assert.True(First(Stage.Install).Start < Last(Stage.Download).End, $"{First(Stage.Install)} {Last(Stage.Download)}");

    [Fact]
    public void Barriers_keep_every_stage_apart()
    {
        var items = Simulation.Run(PlanFacts.WithBarriers(Schedule.Graph(Twelve.Plans(), DurationHistory.Empty)), Twelve.Host);
        Assert.True(
            items.Where(item => item.Item.Id.Stage == Stage.Install).Min(item => item.Start)
                >= items.Where(item => item.Item.Id.Stage == Stage.Create).Max(item => item.End)
        );
    }

    [Fact]
    public void The_critical_path_leads_from_the_start_to_the_end_without_overlap()
    {
        var path = _plan.CriticalPath.Select(id => _plan.Items.Single(item => item.Item.Id == id)).ToList();
        Assert.Equal(TimeSpan.Zero, path[0].Start);
        Assert.Equal(_plan.Makespan, path[^1].End);
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    [Fact]
    public void Each_wave_starts_when_one_of_the_wave_before_is_over_and_together_they_hold_every_distro_once()
    {
        Assert.Equal(Twelve.Distros.Select(distro => distro.Id).Order(), _plan.Waves.SelectMany(wave => wave.Distros).Order());
        Assert.InRange(_plan.Waves.Count, 3, 5);
        Assert.All(_plan.Waves.Zip(_plan.Waves.Skip(1)), pair => Assert.True(pair.First.Start < pair.Second.Start));
    }

    [Fact]
    public void Disk_that_stays_taken_counts_and_too_little_of_it_is_told_before_the_start()
    {
        Assert.True(_plan.PeakDiskGiB > _plan.Peak.DiskGiB);
        Assert.Empty(_plan.Warnings);
        var tight = Schedule.Forecast(Twelve.Plans(), Twelve.Host with { DiskGiB = 40 }, DurationHistory.Empty);
        Assert.Matches(@"^if nothing is reused, this run takes up to \d+ GiB of disk, and 40 GiB are free$", Assert.Single(tight.Warnings));
    }

    [Fact]
    public void A_learned_duration_replaces_the_default()
    {
        var plan = Twelve.Plans()[0];
        var learned = DurationHistory.Empty.With(plan.Distro.Id, Stage.Install, AcceleratorKind.Kvm, Work.Seconds(5000));
        var items = Schedule.Forecast([plan], Twelve.Host, learned).Items;
        Assert.Equal(Work.Seconds(5000), items.Single(item => item.Item.Id.Stage == Stage.Install).Item.Expected);
    }

    [Fact]
    public void Emulated_machines_take_longer_and_more_memory()
    {
        var emulated = Schedule.Forecast(Twelve.Plans(AcceleratorKind.Tcg), Twelve.Host, DurationHistory.Empty);
        Assert.True(emulated.SerialTime > _plan.SerialTime * 3);
        Assert.True(emulated.Bounds.Memory / emulated.SerialTime > _plan.Bounds.Memory / _plan.SerialTime);
    }

    [Fact]
    public void A_machine_larger_than_the_host_is_refused_with_the_numbers() =>
        Assert.Contains(
            "4224 MiB of memory, and this host allows 3000",
            Assert
                .Throws<ScheduleException>(() =>
                    Schedule.Forecast(Twelve.Plans(), Twelve.Host with { MemoryMiB = 3000 }, DurationHistory.Empty)
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Nothing_to_do_takes_no_time() =>
        Assert.Equal(TimeSpan.Zero, Schedule.Forecast([], Twelve.Host, DurationHistory.Empty).Makespan);

    private static PlannedItem First(Stage stage) => _plan.Items.Where(item => item.Item.Id.Stage == stage).MinBy(item => item.Start)!;

    private static PlannedItem Last(Stage stage) => _plan.Items.Where(item => item.Item.Id.Stage == stage).MaxBy(item => item.End)!;
}
