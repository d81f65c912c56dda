using MailFactory.Testing.Conformance.Running;

namespace MailFactory.Testing.Tests.Conformance.Running;

public sealed class CheckSelectionTests
{
    [Fact]
    public void Groups_and_identifiers_select_checks_in_the_suites_order()
    {
        var ids = CheckSelection.Of(["rel-01,TLS", "OPS"]).Select(check => check.Id).ToList();
        Assert.Contains("REL-01", ids);
        Assert.DoesNotContain("REL-02", ids);
        Assert.Equal(ConformanceSuite.Checks.Count(check => check.Id.StartsWith("TLS-", StringComparison.Ordinal)), Count("TLS-"));
        Assert.Equal(ConformanceSuite.Checks.Count(check => check.Id.StartsWith("OPS-", StringComparison.Ordinal)), Count("OPS-"));
        Assert.Equal(ConformanceSuite.Checks.Select(check => check.Id).Where(ids.Contains), ids);

        int Count(string start) => ids.Count(id => id.StartsWith(start, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_asked_for_is_everything()
    {
        Assert.Equal(ConformanceSuite.Checks, CheckSelection.Of(null));
        Assert.Equal(ConformanceSuite.Checks, CheckSelection.Of([]));
    }

    [Theory]
    [InlineData("TLSX", "TLSX")]
    [InlineData("TLS,SMPT-01,", "SMPT-01")]
    [InlineData(",", ",")]
    [InlineData("TL", "TL")]
    public void What_selects_nothing_is_told(string typed, string unknown)
    {
        Assert.Equal([unknown], CheckSelection.Unknown([typed]));
        Assert.Throws<ArgumentException>(() => CheckSelection.Of([typed]));
    }
}
