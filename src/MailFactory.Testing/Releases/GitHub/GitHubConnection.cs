using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>
/// Requests to the API: repeated after broken connections and 5xx answers, held back by rate limits, with the token for the
/// API's own hosts only. Octokit is not used because it copies each request's body into one array in memory first
/// (octokit.net, HttpClientAdapter.CloneHttpRequestMessageAsync), which ends at 2 GiB, and knows no digests of assets.
/// </summary>
internal sealed class GitHubConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClient _fetching;
    private readonly GitHubRepository _repository;
    private readonly GitHubPatience _patience;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;

    public GitHubConnection(GitHubRepository repository, GitHubPatience patience, TimeProvider time, Action<string> say)
    {
        (_repository, _patience, _time, _say) = (repository, patience, time, say);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(15) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

        // Files are sent from another host; .NET takes the token off a request that is redirected.
        _fetching = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public void Dispose()
    {
        _http.Dispose();
        _fetching.Dispose();
    }

    /// <summary>An address below the repository's.</summary>
    public Uri Address(string path) => new(_repository.Api, $"repos/{_repository.FullName}/{path}");

    /// <summary>
    /// Sends a request until it is answered; throws <see cref="ReleaseException"/> for what trying again does not change and when
    /// it was tried often enough.
    /// </summary>
    /// <param name="request">Makes the request anew for each attempt; it is given a callback to tell that bytes were moved.</param>
    /// <param name="mayRepeat">Whether a request that got no answer may be sent again as it is.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The answer; null when there was none and the request must not be repeated blindly.</returns>
    public async Task<GitHubAnswer?> SendAsync(
        Func<Action, HttpRequestMessage> request,
        bool mayRepeat,
        CancellationToken cancellationToken
    )
    {
        for (var failed = 0; ; )
        {
            var (answer, pause, trouble) = await TryAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }

            if (pause is { } limited)
            {
                await WaitAsync(limited, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (!mayRepeat)
            {
                _say(trouble!);
                return null;
            }

            if (failed++ >= _patience.Retries)
            {
                throw new ReleaseException(FailureClass.Infrastructure, $"{trouble}; tried {failed} times");
            }

            _say($"{trouble}; trying again");
            await BackOffAsync(failed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The SHA-256 digest of what the server sends from an address; null when it does not send it whole.</summary>
    public async Task<string?> DigestAsync(Uri address, CancellationToken cancellationToken)
    {
        using var message = Dressed(new HttpRequestMessage(HttpMethod.Get, address), "application/octet-stream");
        try
        {
            using var response = await _fetching
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(body, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            _say($"{address.AbsolutePath}: {error.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    /// <summary>The pause after a number of failures: doubled each time, with a little chance in it.</summary>
    public Task BackOffAsync(int failures, CancellationToken cancellationToken) =>
        Task.Delay(_patience.Backoff * (Math.Pow(2, failures - 1) * (0.75 + (Random.Shared.NextDouble() / 2))), _time, cancellationToken);

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause > _patience.LongestPause)
        {
            throw new ReleaseException(
                FailureClass.Infrastructure,
                $"{_repository.Api.Host} limits the rate of requests and asks to wait {pause.TotalMinutes:0} min; then run the "
                    + "same command again, it continues where it stopped"
            );
        }

        _say($"{_repository.Api.Host} limits the rate of requests: waiting {pause.TotalSeconds:0} s");
        await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(GitHubAnswer? Answer, TimeSpan? Pause, string? Trouble)> TryAsync(
        Func<Action, HttpRequestMessage> request,
        CancellationToken cancellationToken
    )
    {
        using var stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        stall.CancelAfter(_patience.StallTimeout);
        using var message = Dressed(request(() => stall.CancelAfter(_patience.StallTimeout)));
        var place = $"{message.Method} {message.RequestUri!.GetLeftPart(UriPartial.Path)}";
        try
        {
            using var response = await _http.SendAsync(message, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false);
            if (RateLimitAnswer.PauseOf(response, body, _patience, _time.GetUtcNow()) is { } pause)
            {
                return (null, pause, null);
            }

            var answer = new GitHubAnswer(response.StatusCode, body);
            return (int)answer.Status >= 500 || !answer.IsReadable
                ? (null, null, $"{place}: {(int)answer.Status} {answer.Words}".TrimEnd())
                : (Accepted(answer, place), null, null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return (null, null, $"{place}: {(error.InnerException ?? error).Message.ReplaceLineEndings(" ")}");
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, null, $"{place}: no data for {_patience.StallTimeout.TotalSeconds:0} s");
        }
    }

    private HttpRequestMessage Dressed(HttpRequestMessage message, string accepted = "application/vnd.github+json")
    {
        message.Headers.UserAgent.ParseAdd("mail-factory-testing");
        message.Headers.Accept.ParseAdd(accepted);
        message.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        if (_repository.Token is { } token)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }

        return message;
    }

    // What only the user can change.
    private GitHubAnswer Accepted(GitHubAnswer answer, string place) =>
        answer.Status switch
        {
            HttpStatusCode.Unauthorized => throw Refused(
                answer,
                place,
                _repository.Token is null ? "a token is needed: --github-token" : "the token is not accepted: it is wrong or has expired"
            ),
            HttpStatusCode.Forbidden => throw Refused(
                answer,
                place,
                "the token is not allowed to do this; it must be able to write the repository's contents"
            ),
            HttpStatusCode.MovedPermanently
            or HttpStatusCode.Found
            or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect => throw Refused(
                answer,
                place,
                "the repository has moved; the token follows no redirect, so name it as it is called now"
            ),
            _ => answer,
        };

    private static ReleaseException Refused(GitHubAnswer answer, string place, string why) =>
        new(
            FailureClass.Configuration,
            $"{place}: {(int)answer.Status}: {why}{(answer.Words.Length > 0 ? $" ({answer.Words})" : string.Empty)}"
        );
}
