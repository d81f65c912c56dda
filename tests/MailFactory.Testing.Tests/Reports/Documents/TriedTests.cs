using MailFactory.Testing.Distros;
using MailFactory.Testing.Reports.Documents;

namespace MailFactory.Testing.Tests.Reports.Documents;

public sealed class TriedTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
    private static readonly string _checkedIn = File.ReadAllText(Repository.PathOf("docs", "tried.json"));

    [Fact]
    public void Every_distro_of_the_catalogue_has_its_place_in_the_table()
    {
        var table = Tried.Render(Tried.Read(_checkedIn, _catalog));
        Assert.All(_catalog.Ids, id => Assert.Contains(id, table, StringComparison.Ordinal));
        Assert.Contains("| debian-13 | real machine | real machine: an installed one, ", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("debian-13", "debian-99", "debian-13 is missing; debian-99 is not in the catalogue")]
    [InlineData("\"rhel-9\"", "\"rhel-9\", \"debian-12\"", "debian-12 is named twice")]
    [InlineData("real machine", "surely works", "'surely works' is not valid; use real machine, real packages")]
    public void What_is_missing_wrong_or_made_up_is_told(string words, string others, string says)
    {
        var error = Assert.Throws<FormatException>(() => Tried.Read(_checkedIn.Replace(words, others, StringComparison.Ordinal), _catalog));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
