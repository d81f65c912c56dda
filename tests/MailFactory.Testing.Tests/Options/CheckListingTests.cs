using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Options;

namespace MailFactory.Testing.Tests.Options;

public sealed class CheckListingTests
{
    [Fact]
    public void Each_check_is_a_line_with_its_title_the_rule_that_it_stands_on_and_what_is_promised_beyond_it()
    {
        var lines = CheckListing.Text.Split('\n')[2..];
        Assert.Equal(ConformanceSuite.Checks.Count, lines.Length);
        Assert.All(
            ConformanceSuite.Checks.Zip(lines),
            pair =>
            {
                Assert.StartsWith($"  {pair.First.Id} ", pair.Second, StringComparison.Ordinal);
                Assert.Contains($"  {pair.First.Title} ", pair.Second, StringComparison.Ordinal);
                var promise = pair.First.Promise is { } promised ? $"; promise of our own servers: {promised}" : string.Empty;
                Assert.EndsWith($"  {pair.First.Reference}{promise}", pair.Second, StringComparison.Ordinal);
            }
        );
    }
}
