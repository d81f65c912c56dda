using MailFactory.Testing.Distros;
using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Pipeline;

public sealed class MediaOptionsCheckTests
{
    private static readonly RunOptions _options = new() { Repository = Repository.Root, Layout = new WorkLayout(".") };

    [Theory]
    [InlineData("signed", TrustLevel.Signed)]
    [InlineData("pinned", TrustLevel.Pinned)]
    [InlineData("checksum-only", TrustLevel.ChecksumOnly)]
    [InlineData("None", TrustLevel.None)]
    public void Each_level_of_trust_has_a_name(string name, TrustLevel level)
    {
        var options = _options with { AllowTrust = name };
        Assert.Empty(MediaOptionsCheck.Mistakes(options));
        Assert.Equal(level, MediaOptionsCheck.LeastTrust(options));
        Assert.Equal(name, MediaOptionsCheck.Name(level), ignoreCase: true);
    }

    [Fact]
    public void The_default_is_pinned_and_nothing_is_limited()
    {
        Assert.Equal(TrustLevel.Pinned, MediaOptionsCheck.LeastTrust(_options));
        Assert.Null(MediaOptionsCheck.Download(_options).BytesPerSecond);
        Assert.Equal(1_572_864, MediaOptionsCheck.Download(_options with { RateLimitMiB = 1.5 }).BytesPerSecond);
    }

    [Fact]
    public void Every_mistake_names_its_option_and_what_is_allowed()
    {
        var mistakes = MediaOptionsCheck.Mistakes(_options with { AllowTrust = "some", RateLimitMiB = 0, IsoQuotaGiB = -1, IsoPath = "x.iso" }).ToList();
        Assert.Equal(
            [
                "--allow-trust: 'some' is none of signed, pinned, checksum-only, none",
                "--iso-path needs --iso-sha256 with 64 hexadecimal digits",
                "--rate-limit: 0 is not above 0",
                "--iso-quota: -1 is not above 0",
            ],
            mistakes);
    }

    [Fact]
    public void An_iso_without_a_digest_is_right_only_where_no_trust_is_asked_for()
    {
        Assert.Empty(MediaOptionsCheck.Mistakes(_options with { IsoPath = "x.iso", AllowTrust = "none" }));
        Assert.Single(MediaOptionsCheck.Mistakes(_options with { IsoPath = "x.iso", AllowTrust = "none", IsoSha256 = "12" }));
        Assert.Single(MediaOptionsCheck.Mistakes(_options with { IsoPath = "x.iso", AllowTrust = "checksum-only" }));
    }
}
