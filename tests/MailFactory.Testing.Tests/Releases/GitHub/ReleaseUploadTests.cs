using System.Globalization;
using System.Security.Cryptography;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Releases.GitHub;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Releases.GitHub;

/// <summary>Releases against a server that does what GitHub does on its bad days.</summary>
public sealed class ReleaseUploadTests : IDisposable
{
    private static readonly byte[] _content = RandomNumberGenerator.GetBytes(3_000_000);
    private readonly TemporaryFolder _folder = new();
    private readonly GitHubServer _server = new();
    private readonly ImpatientTime _time = new();
    private readonly List<string> _said = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_release_is_a_draft_until_every_file_is_there()
    {
        var draftWhileUploading = true;
        _server.Fault = (name, _, _) =>
        {
            draftWhileUploading &= name != "POST assets" || _server.Published("v1") is null;
            return false;
        };
        var release = await RunAsync("a.part01", "a.SHA256SUMS");
        Assert.False(release.IsDraft);
        Assert.True(draftWhileUploading);
        Assert.Equal(_content, _server.Published("v1")!["a.part01"]);
        Assert.Equal("PATCH releases", _server.Requests[^1]);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_there_already_is_kept_and_only_the_rest_is_sent()
    {
        var release = _server.AddRelease("v1", isDraft: true);
        _server.AddAsset(release, "a.part01", _content);
        _server.AddAsset(release, "b.part01", [1, 2, 3], "starter");
        _server.AddAsset(release, "c.part01", [.. _content[..^1], (byte)(_content[^1] ^ 1)]);
        await RunAsync("a.part01", "b.part01", "c.part01");
        Assert.Equal(2, _server.Requests.Count(request => request == "POST assets"));
        Assert.Contains("a.part01, 3.0 MB: keep: already there", _said);
        Assert.Contains("b.part01, 3.0 MB: upload again: an earlier upload was interrupted", _said);
        Assert.Contains("c.part01, 3.0 MB: replace: another file is there", _said);
        Assert.All(_server.Published("v1")!.Values, content => Assert.Equal(_content, content));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_that_is_reset_in_mid_upload_leaves_a_stump_that_is_cleared_away()
    {
        using var proxy = new CuttingProxy(_server.Address, afterBytes: 1_000_000);
        _server.UploadsAt = proxy.Address;
        await RunAsync("a.part01");
        Assert.Equal(_content, _server.Published("v1")!["a.part01"]);
        Assert.True(proxy.HasCut);
        Assert.Contains("DELETE assets", _server.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_upload_that_the_server_cut_short_is_found_by_its_size()
    {
        _server.Fault = (name, number, context) =>
        {
            if (name != "POST assets" || number != 1)
            {
                return false;
            }

            context.Request.InputStream.CopyTo(Stream.Null);
            return GitHubServer.Answer(
                context,
                201,
                _server.AddAsset(GitHubServer.ReleaseOf(context), "a.part01", _content[..1000]).ToJsonString()
            );
        };
        await RunAsync("a.part01");
        Assert.Equal(_content, _server.Published("v1")!["a.part01"]);
        Assert.Contains("a.part01: replace: 1000 bytes are there", _said);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("POST assets")]
    [InlineData("GET releases")]
    [InlineData("PATCH releases")]
    public async Task A_server_error_is_tried_again_after_growing_pauses(string request)
    {
        _server.Fault = (name, number, context) =>
            name == request && number <= 2 && GitHubServer.Answer(context, number == 1 ? 500 : 502, "{}");
        await RunAsync("a.part01");
        Assert.Equal(_content, _server.Published("v1")!["a.part01"]);
        Assert.Equal(2, _time.Pauses.Count);
        Assert.InRange(_time.Pauses[1] / _time.Pauses[0], 1.1, 3.4);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_stays_broken_is_given_up_and_the_draft_stays_a_draft()
    {
        _server.Fault = (name, _, context) => name == "POST assets" && GitHubServer.Answer(context, 500, "{}");
        var error = await Assert.ThrowsAsync<ReleaseException>(() => RunAsync("a.part01"));
        Assert.Equal(FailureClass.Infrastructure, error.FailureClass);
        Assert.Contains("it continues where it stopped", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PATCH releases", _server.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_that_is_taken_in_between_is_looked_at_before_it_is_replaced()
    {
        _server.Fault = (name, number, context) =>
        {
            if (name == "POST assets" && number == 1)
            {
                // The file arrives, its answer does not: the second attempt would be told that the name is taken.
                context.Request.InputStream.CopyTo(Stream.Null);
                _server.AddAsset(GitHubServer.ReleaseOf(context), "a.part01", _content);
                return GitHubServer.Answer(context, 422, """{"message":"Validation Failed","errors":[{"code":"already_exists"}]}""");
            }

            return false;
        };
        await RunAsync("a.part01");
        Assert.Single(_server.Requests, request => request == "POST assets");
        Assert.DoesNotContain("DELETE assets", _server.Requests);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(429, "Retry-After", "7", 7)]
    [InlineData(403, "Retry-After", "9", 9)]
    [InlineData(403, null, null, 60)]
    public async Task A_rate_limit_is_waited_out_as_long_as_the_server_says(int status, string? header, string? value, double seconds)
    {
        _server.Fault = (name, number, context) =>
            name == "POST assets"
            && number == 1
            && GitHubServer.Answer(
                context,
                status,
                """{"message":"You have exceeded a secondary rate limit"}""",
                header is null ? [] : [(header, value!)]
            );
        await RunAsync("a.part01");
        Assert.Equal([TimeSpan.FromSeconds(seconds)], _time.Pauses);
        Assert.NotNull(_server.Published("v1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rate_limit_of_the_hour_is_waited_out_until_its_reset()
    {
        var reset = DateTimeOffset.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600).ToUnixTimeSeconds();
        _server.Fault = (_, number, context) =>
            _server.Requests.Count == 1
            && number == 1
            && GitHubServer.Answer(
                context,
                403,
                "{}",
                ("x-ratelimit-remaining", "0"),
                ("x-ratelimit-reset", reset.ToString(CultureInfo.InvariantCulture))
            );
        await RunAsync("a.part01");
        Assert.InRange(Assert.Single(_time.Pauses).TotalSeconds, 500, 602);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_limit_of_many_hours_ends_the_command_with_the_way_to_go_on()
    {
        _server.Fault = (_, _, context) => GitHubServer.Answer(context, 429, "{}", ("Retry-After", "86400"));
        var error = await Assert.ThrowsAsync<ReleaseException>(() => RunAsync("a.part01"));
        Assert.Equal(FailureClass.Infrastructure, error.FailureClass);
        Assert.Contains("1440 min", error.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("0", 5)]
    [InlineData("1500", 2)]
    public async Task A_server_that_limits_every_request_is_left_after_a_number_of_waits_and_an_hour_in_all(string seconds, int waits)
    {
        _server.Fault = (_, number, context) => number <= 50 && GitHubServer.Answer(context, 429, "{}", ("Retry-After", seconds));
        var error = await Assert.ThrowsAsync<ReleaseException>(() => RunAsync("a.part01"));
        Assert.Equal(FailureClass.Infrastructure, error.FailureClass);
        Assert.Contains("it continues where it stopped", error.Message, StringComparison.Ordinal);
        Assert.Equal(waits + 1, _server.Requests.Count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("expired", GitHubServer.Repository, "the token is not accepted: it is wrong or has expired (Bad credentials)")]
    [InlineData(null, GitHubServer.Repository, "a token is needed: --github-token")]
    [InlineData("ghp_the-right-one", "owner/other", "there is no repository owner/other, or the token does not see it")]
    public async Task What_only_the_user_can_change_is_said_at_once_and_no_message_has_the_token(
        string? token,
        string repository,
        string cause
    )
    {
        var error = await Assert.ThrowsAsync<ReleaseException>(() => RunAtAsync(repository, token, ["a.part01"]));
        Assert.Equal(FailureClass.Configuration, error.FailureClass);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.Empty(_time.Pauses);
        Assert.DoesNotContain("ghp_", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_token_that_expires_in_between_stops_the_release_and_a_new_one_goes_on()
    {
        _server.Fault = (name, number, context) =>
            name == "POST assets" && number == 2 && GitHubServer.Answer(context, 401, """{"message":"Bad credentials"}""");
        await Assert.ThrowsAsync<ReleaseException>(() => RunAsync("a.part01", "b.part01"));
        _server.Fault = (_, _, _) => false;
        await RunAsync("a.part01", "b.part01");
        Assert.Equal(3, _server.Requests.Count(request => request == "POST assets"));
        Assert.Equal(2, _server.Published("v1")!.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_published_release_is_never_changed()
    {
        _server.AddAsset(_server.AddRelease("v1", isDraft: false), "a.part01", _content);
        Assert.False((await RunAsync("a.part01")).IsDraft);
        var error = await Assert.ThrowsAsync<ReleaseException>(() => RunAsync("a.part01", "b.part01"));
        Assert.Contains("published already and lacks b.part01", error.Message, StringComparison.Ordinal);
        Assert.All(_server.Requests, request => Assert.StartsWith("GET", request, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_plan_changes_nothing()
    {
        _server.AddAsset(_server.AddRelease("v1", isDraft: true), "a.part01", _content);
        using var upload = Upload(GitHubServer.Repository, _server.Token);
        var plan = await upload.PlanAsync("v1", await AssetsAsync(["a.part01", "b.part01"]), Cancellation);
        Assert.Equal(["keep: already there", "upload"], plan.Select(step => step.Action));
        Assert.All(_server.Requests, request => Assert.StartsWith("GET", request, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_without_digests_is_compared_by_what_it_sends()
    {
        using var server = new GitHubServer { HasDigests = false };
        var release = server.AddRelease("v1", isDraft: true);
        server.AddAsset(release, "a.part01", _content);
        server.AddAsset(release, "b.part01", new byte[_content.Length]);
        using var upload = new ReleaseUpload(At(server, GitHubServer.Repository, server.Token), new GitHubPatience(), _time, _said.Add);
        await upload.RunAsync("v1", "text", await AssetsAsync(["a.part01", "b.part01"]), Cancellation);
        Assert.Single(server.Requests, request => request == "POST assets");
        Assert.Equal(_content, server.Published("v1")!["b.part01"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_release_among_many_is_found_on_its_page()
    {
        for (var other = 0; other < 130; other++)
        {
            _server.AddRelease($"v0.{other}", isDraft: false);
        }

        _server.AddRelease("v1", isDraft: true);
        await RunAsync("a.part01");
        Assert.DoesNotContain("POST releases", _server.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_takes_nothing_is_left_after_the_stall_time()
    {
        var never = new ManualResetEventSlim();
        _server.Fault = (name, number, _) =>
        {
            if (name == "POST assets" && number == 1)
            {
                never.Wait(Cancellation);
            }

            return false;
        };
        using var upload = new ReleaseUpload(
            At(_server, GitHubServer.Repository, _server.Token),
            new GitHubPatience { StallTimeout = TimeSpan.FromSeconds(2) },
            _time,
            _said.Add
        );
        await upload.RunAsync("v1", "text", await AssetsAsync(["a.part01"]), Cancellation);
        never.Set();
        Assert.Contains(_said, line => line.Contains("no data for 2 s", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_never_sends_what_it_has_is_left_after_the_stall_time()
    {
        using var never = new ManualResetEventSlim();
        using var server = new GitHubServer { HasDigests = false };
        server.AddAsset(server.AddRelease("v1", isDraft: true), "a.part01", _content);
        server.Fault = (name, _, _) =>
        {
            if (name == "GET assets" && server.Requests.Count(request => request == name) == 2)
            {
                never.Wait(Cancellation);
            }

            return false;
        };
        using var upload = new ReleaseUpload(
            At(server, GitHubServer.Repository, server.Token),
            new GitHubPatience { StallTimeout = TimeSpan.FromSeconds(1) },
            _time,
            _said.Add
        );
        await upload.PlanAsync("v1", await AssetsAsync(["a.part01"]), Cancellation);
        never.Set();
        Assert.Contains(_said, line => line.Contains("no data for 1 s", StringComparison.Ordinal));
    }

    private Task<RemoteRelease> RunAsync(params string[] names) => RunAtAsync(GitHubServer.Repository, _server.Token, names);

    private async Task<RemoteRelease> RunAtAsync(string repository, string? token, string[] names)
    {
        using var upload = Upload(repository, token);
        return await upload.RunAsync("v1", "text", await AssetsAsync(names), Cancellation);
    }

    private ReleaseUpload Upload(string repository, string? token) =>
        new(At(_server, repository, token), new GitHubPatience(), _time, _said.Add);

    private static GitHubRepository At(GitHubServer server, string repository, string? token) =>
        new()
        {
            Api = server.Address,
            FullName = repository,
            Token = token is null ? null : new SecretText(token),
        };

    private async Task<IReadOnlyList<ReleaseAsset>> AssetsAsync(string[] names)
    {
        var assets = new List<ReleaseAsset>();
        foreach (var name in names)
        {
            await File.WriteAllBytesAsync(_folder.PathOf(name), _content, Cancellation);
            assets.Add(await ReleaseAsset.OfFileAsync(_folder.PathOf(name), Cancellation));
        }

        return assets;
    }
}
