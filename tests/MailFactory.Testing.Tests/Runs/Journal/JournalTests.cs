using System.Text;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Tests.Runs.Journal;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string JournalPath => _folder.PathOf("orchestration_logs", "journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_appended_is_read_back_also_while_the_writer_has_it_open()
    {
        using var writer = JournalWriter.Open(JournalPath);
        foreach (var entry in SampleRun.Entries)
        {
            writer.Append(entry);
        }

        var content = JournalContent.Read(JournalPath);
        Assert.Equal(0, content.Unreadable);
        Assert.Equal(SampleRun.Entries.Select(Text), content.Entries.Select(Text));
    }

    [Fact]
    public void A_torn_last_line_is_ended_and_spoils_no_other()
    {
        Write(SampleRun.Entries);
        using (var file = new FileStream(JournalPath, FileMode.Open))
        {
            file.SetLength(file.Length - 7);
        }

        using (var writer = JournalWriter.Open(JournalPath))
        {
            writer.Append(SampleRun.Begin(20));
        }

        var content = JournalContent.Read(JournalPath);
        Assert.Equal((SampleRun.Entries.Count, 1), (content.Entries.Count, content.Unreadable));
        Assert.IsType<RunStarted>(content.Entries[^1]);
    }

    [Fact]
    public void Cut_at_any_byte_the_journal_still_tells_a_state_that_the_run_was_in()
    {
        Write(SampleRun.Entries);
        var whole = File.ReadAllBytes(JournalPath);
        for (var length = 0; length <= whole.Length; length++)
        {
            var content = JournalContent.Of(Encoding.UTF8.GetString(whole, 0, length).Split('\n'));
            var entire = whole.AsSpan(0, length).Count((byte)'\n');
            Assert.InRange(content.Entries.Count, entire, entire + 1);
            Assert.InRange(content.Unreadable, 0, 1);
            Assert.Equal(Text(RunState.Of(SampleRun.Entries.Take(content.Entries.Count))), Text(RunState.Of(content.Entries)));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"entry":"fromTheFuture","time":"2026-11-23T17:00:00+00:00"}""")]
    [InlineData("""{"entry":"lineSaid","time":"2026-11-23T17:00:00+00:00"}""")]
    [InlineData("""{"entry":"lineSaid","time":"2026-11-23T17:00:00+00:00","text":null}""")]
    public void A_line_that_is_no_entry_is_counted_and_left_out(string line)
    {
        var content = JournalContent.Of([line, string.Empty, Text(SampleRun.Entries[1])]);
        Assert.Equal((1, 1), (content.Entries.Count, content.Unreadable));
    }

    [Fact]
    public void A_missing_journal_is_empty() => Assert.Empty(JournalContent.Read(JournalPath).Entries);

    private static string Text(JournalEntry entry) => System.Text.Json.JsonSerializer.Serialize(entry, JournalJson.Line);

    private static string Text(RunState state) => (RunStatus.None with { State = state }).ToJson();

    private void Write(IEnumerable<JournalEntry> entries)
    {
        using var writer = JournalWriter.Open(JournalPath);
        foreach (var entry in entries)
        {
            writer.Append(entry);
        }
    }
}
