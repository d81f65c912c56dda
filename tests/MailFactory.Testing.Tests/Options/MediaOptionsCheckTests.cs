using MailFactory.Testing.Distros;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

public sealed class MediaOptionsCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly RunOptions _options = new() { Repository = Repository.Root, Layout = new WorkLayout(".") };

    [Fact]
    public void The_default_is_pinned_and_nothing_is_limited()
    {
        Assert.Equal(TrustLevel.Pinned, _options.LeastTrust);
        Assert.Null(MediaOptionsCheck.Download(_options).BytesPerSecond);
        Assert.Equal(1_572_864, MediaOptionsCheck.Download(_options with { RateLimitMiB = 1.5 }).BytesPerSecond);
    }

    [Fact]
    public void An_iso_needs_its_digest() =>
        Assert.Equal(
            ["--iso-path needs --iso-sha256 with 64 hexadecimal digits"],
            MediaOptionsCheck.Mistakes(_options with { IsoPath = Iso })
        );

    [Fact]
    public void An_iso_without_a_digest_is_right_only_where_no_trust_is_asked_for()
    {
        Assert.Empty(MediaOptionsCheck.Mistakes(_options with { IsoPath = Iso, LeastTrust = TrustLevel.None }));
        Assert.Single(MediaOptionsCheck.Mistakes(_options with { IsoPath = Iso, LeastTrust = TrustLevel.None, IsoSha256 = "12" }));
        Assert.Single(MediaOptionsCheck.Mistakes(_options with { IsoPath = Iso, LeastTrust = TrustLevel.ChecksumOnly }));
    }

    [Fact]
    public void A_digest_without_an_iso_is_a_mistake() =>
        Assert.Equal(
            ["--iso-sha256 is the digest of the ISO at --iso-path, which is not given"],
            MediaOptionsCheck.Mistakes(_options with { IsoSha256 = new string('a', 64) })
        );

    [Fact]
    public async Task An_iso_that_is_a_folder_a_pipe_or_not_there_is_named_and_nobody_waits_for_it()
    {
        var pipe = _folder.PathOf("pipe");
        (await ToolRunner.RunAsync(ToolCommand.Create("mkfifo", pipe), TestContext.Current.CancellationToken)).EnsureSuccess();
        Assert.Equal([$"--iso-path: {_folder.Path} is a folder, not a file"], Of(_folder.Path));
        Assert.Equal([$"--iso-path: {pipe} is not a regular file"], Of(pipe));
        Assert.Equal([$"--iso-path: {pipe}x is not there"], Of(pipe + "x"));

        static IEnumerable<string> Of(string path) =>
            MediaOptionsCheck.Mistakes(_options with { IsoPath = path, IsoSha256 = new string('a', 64) });
    }

    public void Dispose() => _folder.Dispose();

    private string Iso
    {
        get
        {
            File.WriteAllText(_folder.PathOf("x.iso"), string.Empty);
            return _folder.PathOf("x.iso");
        }
    }
}
