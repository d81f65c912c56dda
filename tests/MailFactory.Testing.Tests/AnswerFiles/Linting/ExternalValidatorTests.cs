using MailFactory.Testing.AnswerFiles.Linting;

namespace MailFactory.Testing.Tests.AnswerFiles.Linting;

public sealed class ExternalValidatorTests : IDisposable
{
    public static TheoryData<string, string, string> Cases =>
        new()
        {
            { "debconf", "d-i time/zone string Etc/UTC\n", "d-i time/zone string Etc/UTC\nd-i one-word\n" },
            { "shell-grammar", "if true; then\n  :\nfi\n", "if true; then\n  :\n" },
            { "shellcheck", "rm -r \"$HOME/x\"\n", "target=x\nrm -r $target/*\n" },
            { "xmllint", "<a><b/></a>\n", "<a>\n<b></a>\n" },
            { "cloud-init", "#cloud-config\nautoinstall:\n  version: 1\n", "#cloud-config\nusers: 5\n" },
            { "jing", "<a><b/></a>\n", "<a>\n<c/></a>\n" },
            { "ksvalidator", "text\nzerombr\n", "text\nauthconfig --enableshadow\n" },
        };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ExternalValidator Validator(string rule)
    {
        var schema = _folder.PathOf("a.rng");
        File.WriteAllText(
            schema,
            """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><element name="b"><empty/></element></element>"""
        );
        ExternalValidator[] all =
        [
            ExternalValidator.Debconf,
            ExternalValidator.ShellGrammar,
            ExternalValidator.ShellCheck,
            ExternalValidator.Xml,
            ExternalValidator.CloudInit,
            ExternalValidator.OfRelaxNg(schema),
            ExternalValidator.Kickstart("F41"),
        ];
        return all.Single(validator => validator.Rule == rule);
    }

    [Fact]
    public void A_validator_without_its_schema_is_not_installed() =>
        Assert.False(ExternalValidator.OfRelaxNg(_folder.PathOf("none.rng")).IsInstalled);

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cases))]
    public async Task A_validator_accepts_what_is_right_and_refuses_what_is_broken(string rule, string right, string broken)
    {
        var validator = Validator(rule);
        Assert.SkipUnless(validator.IsInstalled, $"not installed: {validator.Tool}");
        Assert.Empty(await validator.CheckAsync("file", 1, right, TestContext.Current.CancellationToken));
        var finding = Assert.Single(await validator.CheckAsync("file", 1, broken, TestContext.Current.CancellationToken));
        Assert.Equal(("file", rule), (finding.File, finding.Rule));
        Assert.NotEmpty(finding.Sentence);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_line_is_that_of_the_file_which_holds_the_script()
    {
        Assert.SkipUnless(ExternalValidator.ShellCheck.IsInstalled, "not installed: shellcheck");
        var findings = await ExternalValidator.ShellCheck.CheckAsync(
            "ks.cfg",
            40,
            "target=x\nrm -r $target/*\n",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(41, Assert.Single(findings).Line);
    }

    [Fact]
    public void A_tool_that_nobody_has_is_not_installed() =>
        Assert.False(new ExternalValidator("x", "no-such-validator-anywhere").IsInstalled);
}
