using System.Text.Json.Nodes;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Tests.Qemu.Qmp;

public sealed class QmpConnectionTests
{
    [Fact(Timeout = 10_000)]
    public async Task A_command_carries_its_arguments_and_gets_its_result()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        await using var qmp = await server.ConnectAsync(token);

        var asking = qmp.ExecuteAsync("screendump", new JsonObject { ["filename"] = "/a b" }, token);
        var request = await server.HearAsync(token);
        Assert.Equal("/a b", request.GetProperty("arguments").GetProperty("filename").GetString());
        await server.AnswerAsync(request, """{"done": true}""");

        Assert.True((await asking).GetProperty("done").GetBoolean());
    }

    [Fact(Timeout = 10_000)]
    public async Task Answers_find_their_commands_in_whatever_order_and_pieces_they_come()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        await using var qmp = await server.ConnectAsync(token);

        var first = qmp.ExecuteAsync("one", null, token);
        var firstRequest = await server.HearAsync(token);
        var second = qmp.ExecuteAsync("two", null, token);
        var secondRequest = await server.HearAsync(token);
        await server.AnswerAsync(secondRequest, "2");
        await server.SayPieceAsync("""{"return": 1, "i""");
        await server.SayAsync($$"""d": {{firstRequest.GetProperty("id").GetRawText()}}}""");

        Assert.Equal(1, (await first).GetInt32());
        Assert.Equal(2, (await second).GetInt32());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("{\"event\": \"\\ud800\"}")]
    [InlineData("{\"event\": 3}")]
    [InlineData("{\"id\": 3}")]
    [InlineData("{\"return\": ")]
    [InlineData("\u0000")]
    public async Task A_line_that_is_no_QMP_ends_the_conversation_and_nobody_waits(string line)
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        await using var qmp = await server.ConnectAsync(token);
        var asking = qmp.ExecuteAsync("one", null, token);
        await server.HearAsync(token);
        await server.SayAsync(line);
        await Assert.ThrowsAsync<QmpException>(() => asking);
        await qmp.Closed;
    }

    [Theory(Timeout = 30_000)]
    [InlineData("\"error\": {\"class\": \"GenericError\"}", "GenericError")]
    [InlineData("\"error\": 3", null)]
    [InlineData("\"error\": {\"class\": 1, \"desc\": []}", null)]
    [InlineData("\"nothing\": true", null)]
    public async Task An_answer_of_another_shape_is_a_refusal(string member, string? errorClass)
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        await using var qmp = await server.ConnectAsync(token);
        var asking = qmp.ExecuteAsync("one", null, token);
        var request = await server.HearAsync(token);
        await server.SayAsync($"{{{member}, \"id\": {request.GetProperty("id").GetRawText()}}}");
        Assert.Equal(errorClass, (await Assert.ThrowsAsync<QmpException>(() => asking)).ErrorClass);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_refused_command_tells_QEMUs_words_and_class()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        await using var qmp = await server.ConnectAsync(token);

        var asking = qmp.ExecuteAsync("nonsense", null, token);
        var request = await server.HearAsync(token);
        await server.SayAsync(
            $$"""{"error": {"class": "CommandNotFound", "desc": "not found"}, "id": {{request.GetProperty("id").GetRawText()}} }"""
        );

        var error = await Assert.ThrowsAsync<QmpException>(() => asking);
        Assert.Equal("QEMU refused 'nonsense': not found", error.Message);
        Assert.Equal("CommandNotFound", error.ErrorClass);
    }

    [Fact(Timeout = 10_000)]
    public async Task Events_are_kept_and_every_reader_sees_them_from_the_first_to_the_end()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        await using var qmp = await server.ConnectAsync(token);
        await server.SayAsync("""{"event": "RESUME", "timestamp": {"seconds": 1, "microseconds": 2}}""");
        await server.SayAsync("""{"event": "SHUTDOWN", "data": {"guest": true, "reason": "guest-shutdown"}}""");
        server.Close();

        await qmp.Closed.WaitAsync(token);

        for (var reader = 0; reader < 2; reader++)
        {
            var seen = qmp.Events;
            Assert.Equal(["RESUME", "SHUTDOWN"], seen.Select(happened => happened.Name));
            Assert.Equal("guest-shutdown", seen[1].Text("reason"));
            Assert.True(seen[1].Flag("guest"));
            Assert.Null(seen[0].Text("reason"));
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task A_connection_that_ends_fails_the_waiting_command_and_the_later_ones()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        await using var qmp = await server.ConnectAsync(token);
        var waiting = qmp.ExecuteAsync("stop", null, token);
        await server.HearAsync(token);

        server.Close();

        await Assert.ThrowsAsync<QmpException>(() => waiting);
        await qmp.Closed;
        var later = await Assert.ThrowsAsync<QmpException>(() => qmp.ExecuteAsync("cont", null, token));
        Assert.Contains("before 'cont' could be sent", later.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("")]
    [InlineData("220 mail.example.org ESMTP\n")]
    public async Task What_does_not_greet_like_QEMU_is_an_error(string firstWords)
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new FakeQmpServer();
        var connecting = QmpConnection.ConnectAsync(server.SocketPath, token);
        await server.AcceptAsync(token);
        await server.SayPieceAsync(firstWords);
        server.Close();
        await Assert.ThrowsAsync<QmpException>(() => connecting);
    }
}
