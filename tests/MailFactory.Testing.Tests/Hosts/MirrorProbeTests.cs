using System.Net;
using MailFactory.Testing.Hosts;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Hosts;

public sealed class MirrorProbeTests
{
    private const int Limit = 30_000;
    private static readonly Uri _mirror = new("http://mirror.invalid/debian/");
    private readonly FakeTimeProvider _time = new();

    [Fact(Timeout = Limit)]
    public async Task A_mirror_that_answers_has_no_problem_and_tells_the_time()
    {
        var answer = await AskAsync(
            (_, _) =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.OK);
                response.Headers.Date = _time.GetUtcNow() - TimeSpan.FromMinutes(10);
                return Task.FromResult(response);
            }
        );
        Assert.Null(answer.Problem);
        Assert.Equal(TimeSpan.FromMinutes(10), answer.ClockDifference);
        Assert.Equal("http://mirror.invalid/debian/dists/stable/InRelease", answer.Address.ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_is_no_mirror_is_a_problem()
    {
        var answer = await AskAsync((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)));
        Assert.Equal("answered 404 Not Found", answer.Problem);
    }

    [Fact(Timeout = Limit)]
    public async Task A_name_that_does_not_resolve_is_told_so()
    {
        var answer = await AskAsync(
            (_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "nodename nor servname provided")
        );
        Assert.Equal("the name mirror.invalid does not resolve", answer.Problem);
    }

    [Fact(Timeout = Limit)]
    public async Task Silence_ends_after_ten_seconds()
    {
        var asked = new TaskCompletionSource();
        var answer = AskAsync(
            async (_, token) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("never reached");
            }
        );
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("no answer within 10 s", (await answer).Problem);
    }

    private async Task<MirrorAnswer> AskAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        using var http = new HttpClient(new Handler(answer));
        return await new MirrorProbe(http, _time).AskAsync(_mirror, "stable", TestContext.Current.CancellationToken);
    }

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request, cancellationToken);
    }
}
