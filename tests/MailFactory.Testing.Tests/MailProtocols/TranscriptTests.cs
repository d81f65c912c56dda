using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Tests.MailProtocols;

public sealed class TranscriptTests
{
    [Fact]
    public void A_long_talk_keeps_its_beginning_and_its_end()
    {
        var transcript = new Transcript();
        for (var number = 1; number <= 1000; number++)
        {
            transcript.Add($"line {number}");
        }

        Assert.Equal(601, transcript.Lines.Count);
        Assert.Equal(
            ("line 1", "... 400 lines left out ...", "line 1000"),
            (transcript.Lines[0], transcript.Lines[300], transcript.Lines[^1])
        );
    }

    [Fact]
    public void A_long_message_is_cut_but_the_reply_to_it_is_there()
    {
        var transcript = new Transcript();
        var log = new WireLog("smtp/25", transcript);
        for (var number = 1; number <= 100; number++)
        {
            log.Client($"body {number}");
        }

        log.Server("250 ok");
        Assert.Equal(["smtp/25 C: body 25", "smtp/25 C: ... 75 more lines", "smtp/25 S: 250 ok"], transcript.Lines.TakeLast(3));
    }

    [Fact]
    public void Lines_of_a_client_library_are_put_together_from_pieces_and_masked()
    {
        var transcript = new Transcript();
        using var log = new MailKitLog(new WireLog("pop3/110", transcript));
        log.LogClient("PASS sec"u8.ToArray(), 0, 8);
        log.LogClient("ret\r\nSTAT\r\n"u8.ToArray(), 0, 11);
        Assert.DoesNotContain(transcript.Lines, line => line.Contains("ret", StringComparison.Ordinal));
        Assert.Equal("pop3/110 C: PASS ****", transcript.Lines[0]);
    }
}
