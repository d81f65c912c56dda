using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Dashboard;

public sealed class ProgressViewTests : IDisposable
{
    private const int Limit = 30_000;
    private static readonly Terminal _pipe = new(CanMoveCursor: false, HasColor: false);
    private static readonly Terminal _screen = new(CanMoveCursor: true, HasColor: false);

    private static readonly StageProgressed _partitioning = new()
    {
        Time = default,
        Distro = "debian-13",
        Stage = Stage.Install,
        Phase = "partitioning",
        Percent = 20,
        Elapsed = TimeSpan.FromSeconds(187),
        Remaining = TimeSpan.FromSeconds(1700),
    };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 16, 5, 12, TimeSpan.Zero));
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact(Timeout = Limit)]
    public async Task A_pipe_gets_one_stamped_line_per_change()
    {
        await using var view = Start(_pipe);
        view.Report(_partitioning);
        view.Report(_partitioning with { Elapsed = TimeSpan.FromSeconds(190), Note = "still at it" });
        view.Report(_partitioning with { Phase = "base system", Note = "slow mirror" });
        Assert.Equal(
            "16:05:12 debian-13 Install: partitioning, 20 %, 3:07 elapsed, about 28:20 left\n"
                + "16:05:12 debian-13 Install: base system, 20 %, 3:07 elapsed, about 28:20 left (slow mirror)\n",
            _output.ToString()
        );
    }

    [Fact(Timeout = Limit)]
    public async Task A_pipe_gets_each_whole_ten_percent_once()
    {
        await using var view = Start(_pipe);
        foreach (var percent in (double[])[20, 21, 29.9, 30, 34, 29, 33, 57, 100])
        {
            view.Report(_partitioning with { Percent = percent, Remaining = null });
        }

        Assert.Equal(["20 %", "30 %", "57 %", "100 %"], Lines().Select(line => line.Split(", ")[1]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_pipe_gets_the_end_of_a_stage_without_forecast()
    {
        await using var view = Start(_pipe);
        view.Report(_partitioning);
        view.Report(_partitioning with { IsOver = true });
        Assert.EndsWith("debian-13 Install: partitioning, 3:07 elapsed", Lines()[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Distros_do_not_hide_each_others_changes()
    {
        await using var view = Start(_pipe);
        view.Report(_partitioning);
        view.Report(_partitioning with { Distro = "debian-12" });
        view.Report(_partitioning);
        Assert.Equal(2, Lines().Length);
    }

    [Fact(Timeout = Limit)]
    public async Task A_notice_is_never_wrapped_in_a_pipe()
    {
        var notice = string.Join(' ', Enumerable.Repeat("no KVM here: TCG is slow.", 20));
        await using var view = Start(_pipe);
        view.Say(notice);
        Assert.Equal($"16:05:12 {notice}", Assert.Single(Lines()));
    }

    [Fact(Timeout = Limit)]
    public async Task A_screen_shows_every_distro_and_keeps_notices_above()
    {
        await using (var view = Start(_screen))
        {
            view.Report(_partitioning);
            view.Report(_partitioning with { Distro = "fedora-41", Phase = "packages" });
            view.Say("no KVM here");
        }

        var screen = _output.ToString();
        // The display hides the cursor when it starts, which may be between the two.
        Assert.Matches("\u001b\\[J(\u001b\\[\\?25l)?no KVM here", screen);
        Assert.Contains("debian-13 Install    20%    3:07 28:20 left", screen, StringComparison.Ordinal);
        Assert.Contains("fedora-41 Install", screen, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Reports_from_many_threads_are_all_taken()
    {
        await using var view = Start(_pipe);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 100),
            TestContext.Current.CancellationToken,
            (number, _) =>
            {
                view.Report(_partitioning with { Distro = $"distro-{number}" });
                return ValueTask.CompletedTask;
            }
        );
        Assert.Equal(100, Lines().Distinct().Count());
    }

    [Theory]
    [InlineData("xterm-256color", null, false, true, true)]
    [InlineData("xterm-256color", "1", false, true, false)]
    [InlineData("dumb", null, false, false, false)]
    [InlineData("xterm-256color", null, true, false, false)]
    public void The_terminal_is_told_by_its_environment(
        string name,
        string? noColor,
        bool isRedirected,
        bool canMoveCursor,
        bool hasColor
    ) =>
        Assert.Equal(new Terminal(canMoveCursor, hasColor), Terminal.Detect(variable => variable == "TERM" ? name : noColor, isRedirected));

    private ProgressView Start(Terminal terminal) => ProgressView.Start(_output, terminal, _time);

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
