using MailFactory.Testing.Matrix;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;
using MailFactory.Testing.Tests.Reports.Site;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Runs.Known;

public sealed class KnownIssuesTests : IDisposable
{
    private const string Link = "https://example.org/issues/17";
    private const string Needed =
        "title: the relay is open\n  link: https://example.org/issues/17\n  since: 2026-01-01\n  expires: 2026-12-31";

    private static readonly StageResult _failed = SampleRuns.Failed.Stages[^1];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("distros: [debian-13]", true)]
    [InlineData("distros: [fedora-41]", false)]
    [InlineData("stage: mailTest", true)]
    [InlineData("stage: install", false)]
    [InlineData("checks: [REL-01, REL-02]", true)]
    [InlineData("checks: [SMTP-01]", false)]
    [InlineData("cause: ACCEPTED <a@other.test>", true)]
    [InlineData("cause: refused", false)]
    [InlineData("pattern: accepted .* delivered", false)]
    [InlineData("pattern: 'accepted <[^>]+>'", true)]
    [InlineData("checks: [REL-01]\n  stage: install", false)]
    [InlineData("packages: ['dovecot-core 1:2.4.1']", true)]
    [InlineData("packages: ['dovecot-core 1:2.4.1+dfsg1-5', 'postfix 3']", true)]
    [InlineData("packages: ['dovecot-core 1:2.4.1', 'postfix 3.1']", false)]
    [InlineData("packages: ['dovecot 1:2.4.1']", false)]
    public async Task A_failure_is_known_when_everything_matches(string match, bool isKnown)
    {
        var known = await ReadAsync($"- {Needed}\n  {match}\n");
        var marked = known.Mark(_failed with { Packages = ["dovecot-core 1:2.4.1+dfsg1-5", "postfix 3.10.13-1"] });
        Assert.Equal(isKnown ? Link : null, marked.Known);
        Assert.Equal(isKnown ? Link : null, marked.Checks.Single(check => check.Id == "REL-01").Known);
        Assert.All(marked.Checks.Where(check => !check.FailsRun), check => Assert.Null(check.Known));
        Assert.Equal(_failed.FailureClass, marked.FailureClass);
        Assert.Equal(_failed.Verdict, marked.Verdict);
    }

    [Fact]
    public async Task One_failed_check_that_nothing_explains_is_news()
    {
        var known = await ReadAsync($"- {Needed}\n  checks: [REL-01]\n");
        var other = SampleRuns.FailedCheck with { Id = "DLV-01" };
        var marked = known.Mark(_failed with { Checks = [.. _failed.Checks, other] });
        Assert.Null(marked.Known);
        Assert.Equal(Link, marked.Checks.Single(check => check.Id == "REL-01").Known);
        Assert.Null(marked.Checks.Single(check => check.Id == "DLV-01").Known);
    }

    [Fact]
    public async Task A_stage_that_failed_without_a_check_is_explained_by_its_own_words()
    {
        var known = await ReadAsync($"- {Needed}\n  cause: stands still\n");
        var stage = SampleRuns.StageOf(Stage.Install, "the installer stands still") with
        {
            Verdict = Verdict.Failed,
            FailureClass = FailureClass.Product,
        };
        Assert.Equal(Link, known.Mark(stage).Known);
        Assert.Null(known.Mark(stage with { FailureClass = FailureClass.Cancelled }).Known);
        Assert.Null(known.Mark(stage with { Verdict = Verdict.Passed, FailureClass = FailureClass.None }).Known);
    }

    [Fact]
    public async Task What_has_expired_counts_no_longer_and_is_named()
    {
        var known = await ReadAsync($"- {Needed}\n  checks: [REL-01]\n".Replace("2026-12-31", "2026-05-31", StringComparison.Ordinal));
        Assert.Null(known.Mark(_failed).Known);
        Assert.Contains("expired on 2026-05-31", Assert.Single(known.Remarks([])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_met_in_ten_runs_is_named_and_what_was_met_once_is_not()
    {
        var known = await ReadAsync($"- {Needed}\n  distros: [debian-13]\n  checks: [REL-01]\n");
        var runs = Enumerable.Range(0, 10).Select(day => Nights.Night(day, ["debian-13"])).ToList();
        Assert.Contains("was not met in the last 10 runs", Assert.Single(known.Remarks(runs)), StringComparison.Ordinal);
        Assert.Empty(known.Remarks(runs[1..]));
        Assert.Empty(
            known.Remarks([.. runs.Select(run => run with { Stages = [.. run.Stages.Select(stage => stage with { Distro = "rocky-9" })] })])
        );

        var failing = Nights.Night(5, ["debian-13"], "debian-13");
        var factory = await ReadAsync($"- {Needed}\n  outcome: docker\n");
        Assert.Empty(factory.Remarks(runs));

        runs[5] = failing with { Stages = [.. failing.Stages.Select(known.Mark)] };
        Assert.Empty(known.Remarks(runs));
    }

    [Theory]
    [InlineData("title: x", "link is missing")]
    [InlineData("title: x\n  link: here\n  since: 2026-01-01\n  expires: 2026-02-01\n  cause: x", "'here' is not an address")]
    [InlineData(
        "title: x\n  link: https://e.org\n  since: yesterday\n  expires: 2026-02-01\n  cause: x",
        "'yesterday' is not a day such as"
    )]
    [InlineData("title: x\n  link: https://e.org\n  since: 2026-01-01\n  expires: 2026-02-01", "it would explain every failure")]
    [InlineData(Needed + "\n  stage: boot", "stage: 'boot' is not valid; use Download, Verify")]
    [InlineData(Needed + "\n  checks: REL-01", "checks: must be a list of names")]
    [InlineData(Needed + "\n  pattern: '(?=x)'", "pattern: ")]
    [InlineData(Needed + "\n  cause: x\n  colour: red", "key: 'colour' is not valid; use title, link")]
    [InlineData(Needed + "\n  packages: [dovecot-core]", "packages: 'dovecot-core' is not a name with a version")]
    [InlineData(Needed + "\n  cause: [x]", "cause: must be a text")]
    public async Task Every_mistake_has_its_file_and_line(string entry, string message)
    {
        var error = await Assert.ThrowsAsync<KnownIssuesException>(() => ReadAsync($"# one\n- {entry}\n"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Matches(@"issues\.yml\(\d+\): ", error.Message);
        Assert.Equal(FailureClass.Configuration, SessionErrors.ClassOf(error));
    }

    [Theory]
    [InlineData("title: [")]
    [InlineData("title: x")]
    [InlineData("- just words")]
    public async Task What_is_no_list_of_issues_is_refused(string text) =>
        await Assert.ThrowsAsync<KnownIssuesException>(() => ReadAsync(text));

    [Fact]
    public async Task No_folder_an_empty_file_and_off_are_no_issues()
    {
        var nothing = await ReadAsync("# nothing yet\n");
        Assert.Null(nothing.Mark(_failed).Known);
        await File.WriteAllTextAsync(_folder.PathOf("broken.yml"), "title: [", Cancellation);
        var off = await KnownIssuesFolder.ReadAsync(
            new RunOptions
            {
                Repository = Repository.Root,
                Layout = new WorkLayout("."),
                KnownIssues = _folder.Path,
                UsesKnownIssues = false,
            },
            _time,
            Cancellation
        );
        Assert.Null(off.Mark(_failed).Known);
        var nowhere = await KnownIssuesFolder.ReadAsync(_folder.PathOf("nowhere"), _time, Cancellation);
        Assert.Null(nowhere.Mark(_failed).Known);
    }

    [Fact]
    public async Task Those_of_this_repository_are_right() =>
        Assert.NotNull(await KnownIssuesFolder.ReadAsync(Repository.PathOf("known-issues"), TimeProvider.System, Cancellation));

    [Fact]
    public async Task A_run_in_which_only_known_things_failed_has_an_exit_code_of_its_own()
    {
        var known = await ReadAsync($"- {Needed}\n  checks: [REL-01]\n");
        var run = SampleRuns.Failed with { Stages = [.. SampleRuns.Failed.Stages.Select(known.Mark)] };
        Assert.True(run.HasOnlyKnownFailures);
        Assert.Equal(5, SessionErrors.ExitCode(null, run));
        Assert.Equal(5, SessionErrors.ExitCode(null, run.Stages.Where(stage => stage.FailureClass != FailureClass.None)));
        Assert.Equal(1, SessionErrors.ExitCode(5, SampleRuns.Failed.Stages.Where(stage => stage.FailureClass != FailureClass.None)));
        Assert.Equal(1, SessionErrors.ExitCode(1, run));
        Assert.Equal(1, SessionErrors.ExitCode(null, run with { Problems = [new RunProblem { Summary = "half of it is missing" }] }));
        Assert.False(SampleRuns.Passed.HasOnlyKnownFailures);
        Assert.Contains($"(known: {Link})", DistroSummary.Of(run)[0].Cause, StringComparison.Ordinal);
        Assert.Equal(Link, JsonReport.Read(JsonReport.Render(run)).Stages[^1].Known);
    }

    private async Task<KnownIssues> ReadAsync(string text)
    {
        await File.WriteAllTextAsync(_folder.PathOf("issues.yml"), text, Cancellation);
        return await KnownIssuesFolder.ReadAsync(_folder.Path, _time, Cancellation);
    }
}
