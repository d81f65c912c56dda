using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Testing.Runs;
using NJsonSchema;

namespace MailFactory.Testing.Tests.Reports.Documents;

public sealed class CompatibilityTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    [Fact]
    public void The_newest_run_that_proves_something_counts()
    {
        var entry = Debian(
            null,
            Run(1, Verdict.Failed, FailureClass.Product),
            Run(3, Verdict.Passed),
            Run(2, Verdict.Failed, FailureClass.Product)
        );
        Assert.Equal((SupportStatus.Passed, "20260103-000000", "tcg max"), (entry.Status, entry.RunId, entry.Accelerator));
        Assert.Equal("signed: by the vendor", entry.Trust);
        Assert.Equal((1, 1), (entry.ChecksPassed, entry.Checks));
    }

    [Theory]
    [InlineData(FailureClass.Infrastructure)]
    [InlineData(FailureClass.Cancelled)]
    [InlineData(FailureClass.Configuration)]
    public void Trouble_that_is_not_the_distros_says_nothing_about_it(FailureClass trouble)
    {
        Assert.Equal(SupportStatus.NotTested, Debian(null, Run(1, Verdict.Failed, trouble)).Status);
        Assert.Equal("20260101-000000", Debian(null, Run(1, Verdict.Passed), Run(2, Verdict.Failed, trouble)).RunId);
    }

    [Fact]
    public void A_distro_that_fails_now_is_not_called_supported_any_more()
    {
        var entry = Debian(null, Run(1, Verdict.Passed), Run(2, Verdict.Failed, FailureClass.Product));
        Assert.Equal(SupportStatus.Failed, entry.Status);
        Assert.Equal("SMTP-01 banner: seen", entry.MailServer);
    }

    [Fact]
    public void A_run_that_installed_but_never_tested_the_server_proves_nothing()
    {
        var run = Run(1, Verdict.Passed);
        Assert.Equal(
            SupportStatus.NotTested,
            Debian(null, run with { Stages = [.. run.Stages.Where(stage => stage.Stage != Stage.MailTest)] }).Status
        );
        Assert.Equal(
            SupportStatus.NotTested,
            Debian(null, run with { Stages = [.. run.Stages.Select(stage => stage with { Checks = [] })] }).Status
        );
    }

    [Fact]
    public void A_disk_of_the_users_own_proves_nothing_of_the_distro_neither_good_nor_bad()
    {
        var facts = new DistroFacts
        {
            Distro = "debian-13",
            Name = "Debian 13",
            Accelerator = "tcg max",
            Image = "/disks/mine.qcow2",
        };
        Assert.Equal(SupportStatus.NotTested, Debian(null, Run(1, Verdict.Passed) with { Facts = [facts] }).Status);
        Assert.Equal(SupportStatus.NotTested, Debian(null, Run(1, Verdict.Failed, FailureClass.Product) with { Facts = [facts] }).Status);
        Assert.Equal(SupportStatus.Passed, Debian(null, Run(1, Verdict.Passed) with { Facts = [facts with { Image = null }] }).Status);
    }

    [Fact]
    public void What_was_proven_on_another_host_is_remembered_until_something_newer_is()
    {
        var recorded = Compatibility.Of(_catalog, null, [Run(2, Verdict.Passed)]);
        Assert.Equal("20260102-000000", Debian(recorded).RunId);
        Assert.Equal("20260102-000000", Debian(recorded, Run(1, Verdict.Failed, FailureClass.Product)).RunId);
        Assert.Equal("20260103-000000", Debian(recorded, Run(3, Verdict.Passed)).RunId);
    }

    [Fact]
    public void Every_distro_of_the_catalogue_has_its_entry_and_reads_back_the_same()
    {
        var compatibility = Compatibility.Of(_catalog, null, [Run(1, Verdict.Passed)]);
        Assert.Equal(_catalog.Ids, compatibility.Distros.Select(entry => entry.Distro));
        Assert.Equal(compatibility.Render(), Compatibility.Read(compatibility.Render()).Render());
    }

    [Fact(Timeout = 60_000)]
    public async Task The_file_keeps_to_its_schema()
    {
        var schema = await JsonSchema.FromFileAsync(
            Repository.PathOf("src", "MailFactory.Testing", "Reports", "compatibility.schema.json"),
            TestContext.Current.CancellationToken
        );
        var text = Compatibility.Of(_catalog, null, [Run(1, Verdict.Passed)]).Render();
        Assert.Empty(schema.Validate(text));
        Assert.Empty(
            schema.Validate(await File.ReadAllTextAsync(Repository.PathOf(Compatibility.FileName), TestContext.Current.CancellationToken))
        );
        var broken = JsonNode.Parse(text)!;
        broken["distros"]![0]!["status"] = "probably";
        Assert.NotEmpty(schema.Validate(broken.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{ \"distros\": [{ \"distro\": \"x\" }] }")]
    public void What_is_no_such_file_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Compatibility.Read(json));

    private static CompatibilityEntry Debian(Compatibility? recorded, params RunResult[] runs) =>
        Compatibility.Of(_catalog, recorded, runs).Distros.Single(entry => entry.Distro == "debian-13");

    private static RunResult Run(int day, Verdict verdict, FailureClass failure = FailureClass.None) =>
        new()
        {
            RunId = $"2026010{day}-000000",
            Started = Day(day),
            Duration = TimeSpan.Zero,
            Distros = ["debian-13"],
            Accelerator = "tcg max",
            Stages =
            [
                Result(day, Stage.Verify, Verdict.Passed, "signed: by the vendor"),
                Result(day, Stage.Install, Verdict.Passed, "installed in 30 min"),
                Result(day, Stage.MailTest, verdict, "tested") with
                {
                    FailureClass = failure,
                    Checks =
                    [
                        new CheckResult
                        {
                            Id = "SMTP-01",
                            Title = "banner",
                            Severity = Severity.Critical,
                            Verdict = verdict,
                            Summary = "seen",
                            Duration = TimeSpan.Zero,
                        },
                    ],
                },
            ],
        };

    private static StageResult Result(int day, Stage stage, Verdict verdict, string summary) =>
        new()
        {
            Distro = "debian-13",
            Stage = stage,
            Verdict = verdict,
            Summary = summary,
            Started = Day(day),
            Duration = TimeSpan.Zero,
        };

    private static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
}
