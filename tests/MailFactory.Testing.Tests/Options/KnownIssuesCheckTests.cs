using MailFactory.Testing.Distros;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs.Known;

namespace MailFactory.Testing.Tests.Options;

public sealed class KnownIssuesCheckTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    [Theory]
    [InlineData("debain-13", "DLV-01", null, "issues.yml(3): distros: 'debain-13' is not valid; use ")]
    [InlineData(
        "debian-13",
        "DLW-01",
        null,
        "issues.yml(3): checks: 'DLW-01' is not valid; use a check that TESTING.md lists (did you mean DLV-01?)"
    )]
    [InlineData("debian-13", "DLV-01", "ok", "issues.yml(3): outcome: 'ok' is not valid; use ")]
    public void What_can_never_be_met_is_a_mistake(string distro, string check, string? outcome, string mistake) =>
        Assert.StartsWith(mistake, Assert.Single(MistakesIn(distro, check, outcome)), StringComparison.Ordinal);

    [Theory]
    [InlineData("debian-13")]
    [InlineData("mail.example.org")]
    [InlineData("[2001:db8::1]:25")]
    public void A_distro_or_a_server_with_a_check_that_there_is_is_none(string distro) =>
        Assert.Empty(MistakesIn(distro, "DLV-01", "stack"));

    private static IEnumerable<string> MistakesIn(string distro, string check, string? outcome)
    {
        var issue = new KnownIssue
        {
            Title = "a title",
            Link = "https://example.org/1",
            Since = default,
            Expires = DateOnly.MaxValue,
            Distros = [distro],
            Checks = [check],
            Outcome = outcome,
            Place = "issues.yml(3)",
        };
        return KnownIssuesCheck.Mistakes(new KnownIssues([issue], default), _catalog);
    }
}
