using CsCheck;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Tests.Runs.Journal;

public sealed class JournalFuzzTests
{
    [Theory]
    [InlineData("{\"$type\":\"lineSaid\",\"text\":\"\\ud800\"}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void A_line_that_is_no_entry_is_counted_and_passed_over(string line) =>
        Assert.Equal(1, JournalContent.Of([line]).Unreadable + JournalContent.Of([line]).Entries.Count);

    [Fact]
    public void A_line_spoilt_anyhow_ends_no_reading_and_spoils_no_other() =>
        Gen.Select(SampleRun.Any, Spoilt())
            .Sample(
                (entries, spoil) =>
                {
                    var lines = entries.Select(entry => System.Text.Json.JsonSerializer.Serialize(entry, JournalJson.Line)).ToList();
                    var content = JournalContent.Of([.. lines.Select(line => Spoil(line, spoil)), .. lines]);
                    Assert.InRange(content.Entries.Count, lines.Count, 2 * lines.Count);
                    foreach (var entry in content.Entries)
                    {
                        Assert.DoesNotContain('\n', JournalText.Of(entry));
                    }
                },
                iter: 2_000
            );

    private static Gen<(double Where, int Cut, string Instead)> Spoilt() =>
        Gen.Select(
            Gen.Double[0, 1],
            Gen.Int[0, 9],
            Gen.OneOf(
                "",
                "\"",
                "\\ud800",
                "\\u0000",
                "1e400",
                "-1",
                "null",
                "[",
                "{",
                "}",
                "99999999999999999999",
                "\u001b",
                "\ud800",
                "\"$type\":\"x\",",
                "NaN",
                "\u202e"
            )
        );

    private static string Spoil(string line, (double Where, int Cut, string Instead) how)
    {
        var start = (int)(how.Where * line.Length);
        return line[..start] + how.Instead + line[Math.Min(line.Length, start + how.Cut)..];
    }
}
