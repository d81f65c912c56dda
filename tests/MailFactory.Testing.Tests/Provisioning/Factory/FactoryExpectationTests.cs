using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Provisioning.Factory;

public sealed class FactoryExpectationTests
{
    private static readonly DateTimeOffset _read = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Something_is_expected_for_every_distro_of_the_catalogue()
    {
        var known = await KnownAsync(_read);
        Assert.Empty(FactoryExpectation.Mistakes(known));
        Assert.DoesNotContain(
            DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Ids,
            distro => FactoryExpectation.Of(known.FactoryOutcomeOn(distro)) is null
        );
    }

    [Fact]
    public async Task Nothing_is_expected_for_a_distro_that_is_not_known_and_when_it_has_expired()
    {
        Assert.Null(FactoryExpectation.Of((await KnownAsync(_read)).FactoryOutcomeOn("plan-9")));
        Assert.Null(FactoryExpectation.Of((await KnownAsync(_read.AddYears(5))).FactoryOutcomeOn("debian-13")));
    }

    [Theory]
    [InlineData(FactoryOutcomeClass.FactoryFailed, FactoryFailureKind.UnsupportedPlatform, true)]
    [InlineData(FactoryOutcomeClass.FactoryFailed, FactoryFailureKind.Docker, false)]
    [InlineData(FactoryOutcomeClass.Ok, FactoryFailureKind.None, false)]
    [InlineData(FactoryOutcomeClass.HostTrouble, FactoryFailureKind.None, false)]
    internal async Task An_outcome_meets_it_in_class_and_kind_and_is_a_known_failure_then(
        FactoryOutcomeClass outcome,
        FactoryFailureKind kind,
        bool meets
    )
    {
        var known = await KnownAsync(_read);
        var ended = new FactoryOutcome
        {
            Class = outcome,
            Kind = kind,
            Proof = string.Empty,
        };
        Assert.Equal(meets, FactoryExpectation.Of(known.FactoryOutcomeOn("debian-13"))!.IsMetBy(ended));
        var result = SampleRuns.StageOf(Stage.MailTest, "it ended") with
        {
            Verdict = Verdict.Failed,
            FailureClass = FailureClass.Product,
            FactoryOutcome = FactoryExpectation.WordOf(ended),
        };
        Assert.Equal(meets, known.Mark(result).Known is not null);
        Assert.Null(known.Mark(result with { FactoryOutcome = null }).Known);
    }

    [Fact]
    public void An_outcome_that_is_no_end_of_it_is_a_mistake_with_its_place()
    {
        var issue = new KnownIssue
        {
            Title = "a title",
            Link = "https://example.org/1",
            Since = default,
            Expires = DateOnly.MaxValue,
            Outcome = "factoryFailed",
            Place = "issues.yml(3)",
        };
        Assert.StartsWith(
            "issues.yml(3): outcome: 'factoryFailed' is not valid; use unsupportedPlatform, definition,",
            Assert.Single(FactoryExpectation.Mistakes(new KnownIssues([issue], default))),
            StringComparison.Ordinal
        );
        Assert.Null(FactoryExpectation.Of(issue));
    }

    [Fact]
    public void The_schema_for_editors_allows_the_same()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("known-issues", "known-issues.schema.json")))!;
        Assert.Equal(
            FactoryExpectation.Words,
            schema["items"]!["properties"]!["outcome"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>())
        );
    }

    private static Task<KnownIssues> KnownAsync(DateTimeOffset today) =>
        KnownIssuesFolder.ReadAsync(Repository.PathOf("known-issues"), new FakeTimeProvider(today), Cancellation);
}
