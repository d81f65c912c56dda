using System.Text.Json;
using CsCheck;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Tests.Runs.Journal;

namespace MailFactory.Testing.Tests.Runs.State;

public sealed class RunStateTests
{
    [Fact]
    public void The_state_after_a_run_tells_how_each_item_ended()
    {
        var state = RunState.Of(SampleRun.Entries);
        Assert.Equal(FailureClass.Infrastructure, state.Result);
        Assert.All(state.Items, item => Assert.Equal(ItemStatus.Over, item.Status));
        Assert.Equal(
            (1, 2),
            (state.Item("ubuntu-22", Stage.Download)!.Checks!.Passed, state.Item("ubuntu-22", Stage.Download)!.Checks!.Total)
        );
        Assert.Equal("base system 60%", state.Item("debian-13", Stage.Install)!.Progress!.Phase);
        Assert.Equal("run ended: failed, the host or the network was in the way (exit code 2)", state.Events[^1].Text);
    }

    [Fact]
    public void In_the_middle_of_a_run_items_wait_run_and_are_over()
    {
        var state = RunState.Of(SampleRun.Entries.Take(8));
        Assert.Equal(
            [ItemStatus.Over, ItemStatus.Waiting, ItemStatus.Running, ItemStatus.Waiting],
            state.Items.Select(item => item.Status)
        );
        Assert.Null(state.Ended);
    }

    [Fact]
    public void A_new_run_begins_without_anything_of_the_last()
    {
        var state = RunState.Of([.. SampleRun.Entries, SampleRun.Begin(20)]);
        Assert.Null(state.Result);
        Assert.All(state.Items, item => Assert.Equal(ItemStatus.Waiting, item.Status));
        Assert.Single(state.Events);
    }

    [Fact]
    public void The_state_from_the_journal_is_the_live_state_whatever_happened() =>
        SampleRun.Any.Sample(entries =>
        {
            var lines = entries.Select(entry => JsonSerializer.Serialize(entry, JournalJson.Line));
            Assert.DoesNotContain(lines, line => line.Contains('\n', StringComparison.Ordinal));
            var journal = JournalContent.Of(lines);
            Assert.Equal(0, journal.Unreadable);
            Assert.Equal(Json(RunState.Of(entries)), Json(RunState.Of(journal.Entries)));
        });

    [Fact]
    public void A_status_is_read_back_as_it_was_written() =>
        SampleRun.Any.Sample(entries =>
        {
            var text = Json(RunState.Of(entries));
            Assert.Equal(text, RunStatus.Parse(text).ToJson());
        });

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("base system 10%", 11.0, false)]
    [InlineData("base system 10%", 9.0, true)]
    [InlineData("partitioning", 12.0, true)]
    public void Progress_is_news_when_the_phase_or_the_ten_percent_changed(string? phase, double? percent, bool isNews) =>
        Assert.Equal(isNews, SampleRun.Progress(1, "debian-13", Stage.Install, "base system 20%", 12, null).IsNewsAfter(phase, percent));

    private static string Json(RunState state) => (RunStatus.None with { State = state }).ToJson();
}
