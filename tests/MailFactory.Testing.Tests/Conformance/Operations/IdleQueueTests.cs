using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Operations;
using MailFactory.Testing.MailProtocols;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Conformance.Operations;

/// <summary>When mail that is not there yet cannot come any more.</summary>
public sealed class IdleQueueTests
{
    private const string Queued = """{"queue_name": "active", "queue_id": "A1", "recipients": [{"address": "bob@dev.local"}]}""";
    private readonly FakeTimeProvider _time = new();

    [Fact(Timeout = 60_000)]
    public async Task A_queue_that_stays_empty_for_ten_seconds_is_idle()
    {
        await using var server = new ScriptedMailServer();
        using var queue = new IdleQueue(With(server.Context, ("postqueue -j", 0, string.Empty)));
        Assert.Equal([false, false, false, false, false, true], await LookAsync(queue));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0, Queued)]
    [InlineData(69, "postqueue: fatal: Queue report unavailable - mail system is down")]
    public async Task A_queue_that_holds_mail_or_cannot_be_read_is_not(int exitCode, string output)
    {
        await using var server = new ScriptedMailServer();
        using var queue = new IdleQueue(With(server.Context, ("postqueue -j", exitCode, output)));
        Assert.DoesNotContain(true, await LookAsync(queue));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_queue_of_somebody_elses_server_is_never_idle_as_it_cannot_be_looked_into()
    {
        await using var server = new ScriptedMailServer();
        var context = With(server.Context);
        using var queue = new IdleQueue(context with { Target = context.Target with { Profile = ServerProfile.Any } });
        Assert.DoesNotContain(true, await LookAsync(queue));
    }

    private CheckContext With(CheckContext context, params (string Words, int ExitCode, string Output)[] rules) =>
        context with
        {
            Guest = new ScriptedGuest(rules),
            Time = _time,
            TimeoutScale = 1,
        };

    private async Task<IReadOnlyList<bool>> LookAsync(IdleQueue queue)
    {
        var looks = new List<bool>();
        for (var look = 0; look < 6; look++)
        {
            looks.Add(await queue.IsIdleAsync(TestContext.Current.CancellationToken));
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        return looks;
    }
}
