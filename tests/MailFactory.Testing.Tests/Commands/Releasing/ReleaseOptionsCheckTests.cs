using MailFactory.Testing.Commands.Releasing;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Commands.Releasing;

public sealed class ReleaseOptionsCheckTests
{
    private static readonly ReleaseOptions _right = new()
    {
        Tag = "images-1",
        Repository = "owner/name",
        Token = new SecretText("ghp_x"),
    };

    public static TheoryData<ReleaseOptions, string> Wrong =>
        new()
        {
            { _right with { Tag = null }, "--release-tag: missing" },
            { _right with { Tag = "../x" }, "--release-tag: '../x'" },
            { _right with { Tag = "a b" }, "--release-tag: 'a b'" },
            { _right with { Repository = null }, "--release-repository: missing" },
            { _right with { Repository = "name" }, "expected owner/name" },
            { _right with { Repository = "a/b/c" }, "expected owner/name" },
            { _right with { Url = "ftp://x" }, "--release-url: 'ftp://x'" },
            { _right with { Url = "http://github.example.org/api" }, "not sent over plain http" },
            { _right with { Sign = "pgp" }, "--sign: 'pgp' is not valid; use gpg, minisign or cosign" },
            { _right with { Token = null }, "--github-token: missing" },
        };

    [Fact]
    public void Right_options_pass_and_a_dry_run_needs_no_token()
    {
        ReleaseOptionsCheck.Check(_right);
        ReleaseOptionsCheck.Check(_right with { Token = null, IsDryRun = true });
        ReleaseOptionsCheck.Check(_right with { Url = "http://127.0.0.1:8080" });
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_mistake_is_named_and_the_token_is_not(ReleaseOptions options, string words)
    {
        var error = Assert.Throws<RunOptionsException>(() => ReleaseOptionsCheck.Check(options));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_x", error.Message, StringComparison.Ordinal);
        Assert.Equal(FailureClass.Configuration, SessionErrors.ClassOf(error));
    }

    [Fact]
    public void The_base_of_the_api_gets_its_slash() =>
        Assert.Equal(
            "https://github.example.org/api/v3/",
            ReleaseOptionsCheck.Repository(_right with { Url = "https://github.example.org/api/v3" }).Api.AbsoluteUri
        );
}
