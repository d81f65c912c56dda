using MailFactory.Testing.AnswerFiles.Linting;
using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Tests.AnswerFiles.Linting;

public sealed class AnswerFileLintTests
{
    private static readonly string _preseeds = Repository.PathOf("preseeds");
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Path.Combine(_preseeds, "catalog.json"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Distros => [.. _catalog.Ids];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Distros))]
    public async Task Every_template_is_right_for_every_distro_and_release(string id)
    {
        var report = await new AnswerFileLint(_preseeds, _catalog with { Distros = _catalog.Select([id]) }).RunAsync(Cancellation);
        Assert.Equal([], report.Findings.Select(finding => finding.ToString()));
        Assert.Equal([id], report.Distros);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"asked: {string.Join(", ", report.UsedTools)}; not installed: {string.Join(", ", report.MissingTools)}"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task The_templates_are_right_for_the_release_that_Debian_is_working_on()
    {
        var testing = _catalog.Select(["debian-13"])[0] with { Id = "debian-14", Release = "14", Codename = "testing" };
        var report = await new AnswerFileLint(_preseeds, _catalog with { Distros = [testing] }).RunAsync(Cancellation);
        Assert.Equal([], report.Findings.Select(finding => finding.ToString()));
    }
}
