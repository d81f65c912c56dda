using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using Polly;
using Polly.Retry;

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
        var waited = TimeSpan.Zero;
        var tries = 0;
        var attempt = await new ResiliencePipelineBuilder<Attempt> { TimeProvider = _time }
            .AddRetry(
                Retry(
                    mayRepeat ? _patience.Retries : 0,
                    tried => tried.Trouble is not null,
                    (tried, failures) =>
                    {
                        _say($"{tried.Trouble}; trying again");
                        return BackOff(failures);
                    }
                )
            )
            .AddRetry(
                Retry(
                    _patience.Pauses,
                    tried => tried.Pause is { } pause && waited + pause <= _patience.LongestPause,
                    (tried, _) =>
                    {
                        _say($"{_repository.Api.Host} limits the rate of requests: waiting {Spans.Seconds(tried.Pause!.Value)}");
                        waited += tried.Pause.Value;
                        return tried.Pause.Value;
                    }
                )
            )
            .Build()
            .ExecuteAsync(
                async token =>
                {
                    tries++;
                    return await TryAsync(request, token).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return Answered(attempt, mayRepeat, tries);
    }

    /// <summary>The SHA-256 digest of what the server sends from an address; null when it does not send it whole.</summary>
    public async Task<string?> DigestAsync(Uri address, CancellationToken cancellationToken)
    {
        using var message = Dressed(new HttpRequestMessage(HttpMethod.Get, address), "application/octet-stream");
        using var stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        stall.CancelAfter(_patience.StallTimeout);
        try
        {
            using var response = await _fetching
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 20];
            while (await body.ReadAsync(buffer, either.Token).ConfigureAwait(false) is > 0 and var read)
            {
                stall.CancelAfter(_patience.StallTimeout);
                hash.AppendData(buffer, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _say($"{address.AbsolutePath}: no data for {Spans.Seconds(_patience.StallTimeout)}");
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            _say($"{address.AbsolutePath}: {error.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    /// <summary>Waits after a number of failures.</summary>
    public Task BackOffAsync(int failures, CancellationToken cancellationToken) => Task.Delay(BackOff(failures), _time, cancellationToken);

    // Doubled each time, with a little chance in it.
    private TimeSpan BackOff(int failures) => _patience.Backoff * (Math.Pow(2, failures - 1) * (0.75 + (Random.Shared.NextDouble() / 2)));

    // A retry strategy of no attempts is not allowed; a predicate that never holds is the same.
    private static RetryStrategyOptions<Attempt> Retry(int times, Func<Attempt, bool> when, Func<Attempt, int, TimeSpan> pause) =>
        new()
        {
            MaxRetryAttempts = Math.Max(times, 1),
            ShouldHandle = arguments => ValueTask.FromResult(times > 0 && arguments.Outcome.Result is { } attempt && when(attempt)),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(pause(arguments.Outcome.Result!, arguments.AttemptNumber + 1)),
        };

    private GitHubAnswer? Answered(Attempt last, bool mayRepeat, int tries)
    {
        if (last.Pause is { } limited)
        {
            throw new ReleaseException(
                FailureClass.Infrastructure,
                $"{_repository.Api.Host} limits the rate of requests and asks to wait {Spans.Minutes(limited)}; then run the "
                    + "same command again, it continues where it stopped"
            );
        }

        if (last.Answer is null && mayRepeat)
        {
            throw new ReleaseException(FailureClass.Infrastructure, $"{last.Trouble}; tried {tries} times");
        }

        if (last.Trouble is { } trouble)
        {
            _say(trouble);
        }

        return last.Answer;
    }

    private async Task<Attempt> TryAsync(Func<Action, HttpRequestMessage> request, CancellationToken cancellationToken)
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
                return new Attempt(Pause: pause);
            }

            var answer = new GitHubAnswer(response.StatusCode, body);
            return (int)answer.Status >= 500 || !answer.IsReadable
                ? new Attempt(Trouble: $"{place}: {(int)answer.Status} {answer.Words}".TrimEnd())
                : new Attempt(Accepted(answer, place));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return new Attempt(Trouble: $"{place}: {(error.InnerException ?? error).Message.ReplaceLineEndings(" ")}");
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Attempt(Trouble: $"{place}: no data for {Spans.Seconds(_patience.StallTimeout)}");
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
                "the repository has moved, and the token is not sent along a redirect: give its new name"
            ),
            _ => answer,
        };

    private static ReleaseException Refused(GitHubAnswer answer, string place, string why)
    {
        var words = answer.Words.Length > 0 ? $" ({answer.Words})" : string.Empty;
        return new ReleaseException(FailureClass.Configuration, $"{place}: {(int)answer.Status}: {why}{words}");
    }

    // One of the three: an answer, how long the server asks to be left alone, or what went wrong.
    private sealed record Attempt(GitHubAnswer? Answer = null, TimeSpan? Pause = null, string? Trouble = null);
}
