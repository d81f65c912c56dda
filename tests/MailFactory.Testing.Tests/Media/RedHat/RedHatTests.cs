using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.RedHat;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Media.RedHat;

/// <summary>The way of an account's ISO, with three loopback servers: one for tokens, one for the API, one for the files.</summary>
public sealed class RedHatTests : IDisposable
{
    private const string Offline = "offline-token-0123456789";
    private const string Access = "access-token-9876543210";
    private static readonly byte[] _iso = RandomNumberGenerator.GetBytes(200_000);
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private readonly ConcurrentQueue<string> _bearers = [];
    private readonly List<FaultyServer> _servers = [];
    private Func<HttpListenerRequest, FaultyAnswer> _token = _ => Json($$"""{"access_token":"{{Access}}","expires_in":900}""");
    private Func<HttpListenerRequest, FaultyAnswer> _list = _ =>
        Json(List("rhel-9.6-x86_64-dvd.iso", "rhel-9.10-x86_64-boot.iso", "rhel-9.4-x86_64-dvd.iso"));
    private Func<HttpListenerRequest, FaultyAnswer> _file = request => RangeAnswers.Of(request, _iso);
    private int _links;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _servers.ForEach(server => server.Dispose());
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task The_newest_iso_of_the_content_set_is_fetched_and_the_bearer_stays_with_the_api()
    {
        var medium = await FetchAsync();
        Assert.True(medium.IsSuccess, medium.Failure?.Reason);
        Assert.Equal("rhel-9.6-x86_64-dvd", medium.Value.Version);
        Assert.Equal(TrustLevel.Pinned, medium.Value.Trust);
        Assert.Equal(_iso, await File.ReadAllBytesAsync(medium.Value.FilePath, Cancellation));
        Assert.Contains($"api Bearer {Access}", _bearers);
        Assert.Contains("cdn ", _bearers);
        Assert.DoesNotContain(
            _bearers,
            entry => !entry.StartsWith("api", StringComparison.Ordinal) && entry.Contains("Bearer", StringComparison.Ordinal)
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_redirect_of_the_api_is_not_followed_with_the_bearer()
    {
        var thief = Serve("thief", _ => Json("{}"));
        _list = _ => new FaultyAnswer(302, []) { Location = thief.AbsoluteUri };
        var medium = await FetchAsync();
        Assert.Contains("answered 302", medium.Failure?.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_bearers, entry => entry.StartsWith("thief", StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_refused_token_is_told_without_showing_it()
    {
        _token = _ => new FaultyAnswer(400, Encoding.UTF8.GetBytes($$"""{"error":"invalid_grant","token":"{{Offline}}"}"""));
        var medium = await FetchAsync();
        Assert.Equal(FailureClass.Configuration, medium.Failure?.FailureClass);
        Assert.Contains("does not accept the offline token", medium.Failure?.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Offline, medium.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_access_token_that_has_expired_is_renewed_once()
    {
        var (tokens, lists) = (0, 0);
        _token = _ => Json($$"""{"access_token":"{{Access}}{{Interlocked.Increment(ref tokens)}}"}""");
        var list = _list;
        _list = request => Interlocked.Increment(ref lists) == 1 ? new FaultyAnswer(401, []) : list(request);
        Assert.True((await FetchAsync()).IsSuccess);
        Assert.Equal(2, tokens);

        _list = _ => new FaultyAnswer(401, []);
        Assert.Contains("answered 401", (await FetchAsync()).Failure?.Reason, StringComparison.Ordinal);
        Assert.Equal(4, tokens);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_link_that_expires_on_the_way_is_asked_for_again_and_no_byte_is_fetched_twice()
    {
        var asked = 0;
        var ranges = new ConcurrentQueue<string>();
        _file = request =>
        {
            var number = Interlocked.Increment(ref asked);
            ranges.Enqueue($"{request.Url!.Query} {request.Headers["Range"]}");
            if (number == 1)
            {
                return RangeAnswers.Of(request, _iso) with { Content = _iso[..50_000], Announced = _iso.Length };
            }

            return request.Url.Query == "?auth=1" ? new FaultyAnswer(403, []) : RangeAnswers.Of(request, _iso);
        };
        var medium = await FetchAsync();
        Assert.True(medium.IsSuccess, medium.Failure?.Reason);
        Assert.StartsWith("?auth=2 bytes=", ranges.Last(), StringComparison.Ordinal);
        Assert.DoesNotContain("bytes=0-", ranges.Last(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_is_not_the_one_asked_for_is_refused_and_the_links_key_is_not_shown()
    {
        _file = _ => new FaultyAnswer(200, "another file"u8.ToArray());
        var medium = await FetchAsync();
        Assert.Contains("SHA-256 is", medium.Failure?.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("auth=", medium.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_the_network_the_record_beside_an_iso_is_no_proof_and_its_digest_from_elsewhere_is_one()
    {
        Assert.True((await FetchAsync()).IsSuccess);
        var alone = await OpenAsync(new MediaOptions { IsOffline = true });
        Assert.Contains("is checksum-only where pinned is the least", alone.Failure?.Reason, StringComparison.Ordinal);
        Assert.Contains("name its digest with --iso-sha256", alone.Failure?.Reason, StringComparison.Ordinal);

        var pinned = await OpenAsync(new MediaOptions { IsOffline = true, IsoSha256 = Digest.OfBytes(_iso) });
        Assert.Equal((TrustLevel.Pinned, "the digest given by the user"), (pinned.Value?.Trust, pinned.Value?.Proof));
        var asked = await OpenAsync(new MediaOptions { IsOffline = true, LeastTrust = TrustLevel.ChecksumOnly });
        Assert.Equal(TrustLevel.ChecksumOnly, asked.Value?.Trust);
        var other = await OpenAsync(new MediaOptions { IsOffline = true, IsoSha256 = new string('a', 64) });
        Assert.Contains("where aaaa", other.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_look_at_a_medium_proves_no_more_than_the_first()
    {
        await FetchAsync();
        var medium = (await OpenAsync(new MediaOptions { IsOffline = true, LeastTrust = TrustLevel.ChecksumOnly })).Value!;
        using var store = Store(new RedHatHosts());
        var again = (await store.VerifyAsync(Rhel(), medium, Cancellation)).Value;
        Assert.Equal((medium.Trust, medium.Proof), (again?.Trust, again?.Proof));
        Assert.Equal(TrustLevel.ChecksumOnly, MediumRecord.Read(_folder.PathOf("isos", "account-9"))?.Trust);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("\"distroId\": \"account-9\"", "\"distroId\": \"other\"")]
    [InlineData("\"file\": \"", "\"file\": \"../")]
    public async Task A_record_of_something_else_is_refused(string what, string instead)
    {
        await FetchAsync();
        var path = _folder.PathOf("isos", "account-9", "medium.json");
        var text = await File.ReadAllTextAsync(path, Cancellation);
        Assert.Contains(what, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(what, instead, StringComparison.Ordinal), Cancellation);
        var opened = await OpenAsync(new MediaOptions { IsOffline = true, IsoSha256 = Digest.OfBytes(_iso) });
        Assert.Contains("is of another distro, or names a file elsewhere", opened.Failure?.Reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"body\":{}}")]
    [InlineData("{\"body\":null}")]
    public async Task A_list_of_another_shape_is_a_failure_and_no_error_of_ours(string text)
    {
        _list = _ => Json(text);
        Assert.Contains("gave no list of the images", (await FetchAsync()).Failure?.Reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("[7]")]
    [InlineData("[null,\"x\",{\"filename\":7}]")]
    public async Task Images_of_another_shape_are_passed_over(string text)
    {
        _list = _ => Json($$"""{"body":{{text}}}""");
        Assert.Contains("names no file that matches", (await FetchAsync()).Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_a_token_the_two_ways_to_an_iso_are_named()
    {
        var medium = await FetchAsync(token: null);
        Assert.Contains("--iso-path and --iso-sha256", medium.Failure?.Reason, StringComparison.Ordinal);
        Assert.Contains("--rhsm-offline-token", medium.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_not_in_the_text_of_the_options_that_hold_it()
    {
        var options = new RunOptions
        {
            Repository = ".",
            Layout = new WorkLayout("."),
            RhsmOfflineToken = new SecretText(Offline),
        };
        Assert.DoesNotContain(Offline, options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Offline, new MediaOptions { RedHatToken = options.RhsmOfflineToken }.ToString(), StringComparison.Ordinal);
        Assert.Equal(Offline, options.RhsmOfflineToken.Reveal());
    }

    private static FaultyAnswer Json(string text) => new(200, Encoding.UTF8.GetBytes(text)) { ContentType = "application/json" };

    private static string List(params string[] names) =>
        $$"""{"body":[{{string.Join(',', names.Select(name => $$"""{"filename":"{{name}}","checksum":"{{Digest.OfBytes(_iso)}}","arch":"x86_64"}"""))}}]}""";

    private Uri Serve(string name, Func<HttpListenerRequest, FaultyAnswer> answer)
    {
        var server = new FaultyServer(request =>
        {
            _bearers.Enqueue($"{name} {request.Headers["Authorization"]}");
            return answer(request);
        });
        _servers.Add(server);
        return server.Address;
    }

    private async Task<Outcome<Medium>> FetchAsync(string? token = Offline)
    {
        var cdn = Serve("cdn", request => _file(request));
        var hosts = new RedHatHosts
        {
            Token = new Uri(Serve("sso", request => _token(request)), "token"),
            Api = Serve(
                "api",
                request =>
                    request.Url!.AbsolutePath.EndsWith("/download", StringComparison.Ordinal)
                        ? Json($$"""{"body":{"href":"{{cdn}}rhel.iso?auth={{Interlocked.Increment(ref _links)}}"} }""") with
                        {
                            Status = 307,
                            Location = $"{cdn}rhel.iso",
                        }
                        : _list(request)
            ),
        };
        using var store = Store(hosts);
        return await store.DownloadAsync(
            Rhel(),
            new MediaOptions { RedHatToken = token is null ? null : new SecretText(token) },
            null,
            Cancellation
        );
    }

    private async Task<Outcome<Medium>> OpenAsync(MediaOptions media)
    {
        using var store = Store(new RedHatHosts());
        return await store.DownloadAsync(Rhel(), media, null, Cancellation);
    }

    private MediaStore Store(RedHatHosts hosts) =>
        new(
            _folder.PathOf("isos"),
            _http,
            TimeProvider.System,
            new DownloadOptions { Backoff = TimeSpan.FromMilliseconds(1), Retries = 1 },
            hosts
        );

    private static Distro Rhel() =>
        new()
        {
            Id = "account-9",
            Name = "Account Linux 9",
            Family = "el",
            Release = "9",
            OsReleaseId = "rhel",
            OsReleaseVersion = "9",
            ExampleFile = "RHEL_9.json",
            MemoryMiB = 512,
            DiskGiB = 4,
            Cpus = 1,
            Iso = new IsoMedium
            {
                FileNamePattern = @"rhel-9\.[0-9]+-x86_64-dvd\.iso",
                KernelPath = "/k",
                InitrdPath = "/i",
                RedHatContentSet = "rhel-9-for-x86_64-baseos-isos",
            },
        };
}
