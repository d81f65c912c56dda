using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Tests.Dashboard;

public sealed class ProgressLineTests
{
    private static readonly StageProgressed _update = new()
    {
        Time = default,
        Distro = "debian-13",
        Stage = Stage.MailTest,
        Phase = "IMAP-07 a phase with a rather long name that goes on and on beyond any screen",
        Percent = 50,
        Elapsed = TimeSpan.FromMinutes(62),
        Remaining = TimeSpan.FromSeconds(30),
    };

    [Theory]
    [InlineData(40)]
    [InlineData(79)]
    [InlineData(99)]
    [InlineData(120)]
    public void A_line_never_exceeds_the_terminal(int width) => Assert.True(Format(_update, width: width).Length <= width);

    [Fact]
    public void A_wide_terminal_gets_a_bar() =>
        Assert.StartsWith("debian-13 Mail test █████░░░░░  50% 1:02:00 0:30 left", Format(_update, width: 120), StringComparison.Ordinal);

    [Fact]
    public void The_clocks_go_on_between_two_reports() =>
        Assert.Contains("1:02:12 0:18 left", Format(_update, age: 12), StringComparison.Ordinal);

    [Fact]
    public void An_overdue_stage_may_end_any_moment() => Assert.Contains("any moment", Format(_update, age: 31), StringComparison.Ordinal);

    [Fact]
    public void The_clock_of_a_stage_that_is_over_stands_still()
    {
        var line = Format(_update with { IsOver = true }, age: 500);
        Assert.Contains("1:02:00", line, StringComparison.Ordinal);
        Assert.DoesNotContain("any moment", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_in_a_phase_do_not_break_the_display() => Assert.DoesNotContain('\n', Format(_update with { Phase = "one\ntwo" }));

    private static string Format(StageProgressed update, int age = 0, int width = 79) =>
        ProgressLine.Format(update, TimeSpan.FromSeconds(age), distroWidth: 9, width);
}
