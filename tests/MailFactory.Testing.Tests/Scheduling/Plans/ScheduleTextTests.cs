using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Tests.Scheduling.Plans;

public sealed class ScheduleTextTests
{
    [Fact]
    public void The_chart_shows_who_does_what_and_who_waits()
    {
        var plan = Schedule.Forecast(
            new WorkGraph([
                Work.Item("long", 120, 60),
                Work.Item("short", 60, 60, Stage.Download),
                Work.Item("short", 60, 0) with
                {
                    DependsOn = [new ItemId("short", Stage.Download)],
                },
            ]),
            Work.Host
        );
        Assert.Equal(
            """
            long  |IIIIII      |
            short |......DDDIII|
                  0       4 min
            D Download, V Verify, C Create, I Install, A Archive, M Mail test, . waits
            """,
            ScheduleText.Gantt(plan, 12)
        );
    }

    [Fact]
    public void The_summary_names_time_machines_and_memory() =>
        Assert.Matches(
            @"^if nothing is reused, this takes about \d+ min, up to \d machines at once with \d+ MiB$",
            ScheduleText.Summary(Schedule.Forecast(Twelve.Plans(), Twelve.Host, DurationHistory.Empty))
        );

    [Fact]
    public void One_machine_is_not_several() =>
        Assert.Contains(
            "up to 1 machine at once",
            ScheduleText.Summary(Schedule.Forecast([Twelve.Plans()[0]], Twelve.Host, DurationHistory.Empty)),
            StringComparison.Ordinal
        );
}
