using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Tests.Installs.Diagnosis;

public sealed class InstallRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InstallRulesTests() => File.Copy(Path.Combine(Rules.Folder, "linux.json"), _folder.PathOf("linux.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_family_of_the_catalogue_has_rules()
    {
        var catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
        Assert.All(catalog.Families, family => Assert.NotEmpty(Rules.Of(family.Installer).Phases));
    }

    [Fact]
    public void An_unknown_installer_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<InstallRulesException>(() => Rules.Of("calamares"));
        Assert.Contains("'calamares'", error.Message, StringComparison.Ordinal);
        Assert.Contains("anaconda, debian-installer, subiquity, yast", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once()
    {
        File.WriteAllText(
            _folder.PathOf("broken.json"),
            """
            {
              "phases": [ { "name": "a", "weight": 0, "pattern": "(" }, { "name": "b", "weight": 1 } ],
              "failures": [ { "pattern": "x", "cause": "c", "remedy": "r", "example": "y" } ],
              "prompts": [ "[" ],
              "dialog": { "before": ["*"], "without": ["ok"], "heading": "!! " }
            }
            """
        );
        var message = Assert.Throws<InstallRulesException>(() => InstallRules.Load(_folder.Path, "broken")).Message;
        Assert.Contains("phase 'a': the weight", message, StringComparison.Ordinal);
        Assert.Contains("phase 'a': '(' is not a usable regular expression", message, StringComparison.Ordinal);
        Assert.Contains("phase 'b': has neither", message, StringComparison.Ordinal);
        Assert.Contains("failure 'x': does not match its own example 'y'", message, StringComparison.Ordinal);
        Assert.Contains("a prompt: '['", message, StringComparison.Ordinal);
        Assert.Contains("the dialog: '*' is not a usable regular expression", message, StringComparison.Ordinal);
        Assert.DoesNotContain("'ok'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "phases": [], "failures": [] }""", "prompts")]
    [InlineData("""{ "phases": [], "failures": [], "prompts": [], "prompt": [] }""", "prompt")]
    public void A_missing_or_misspelt_part_is_named(string text, string part)
    {
        File.WriteAllText(_folder.PathOf("broken.json"), text);
        Assert.Contains(
            part,
            Assert.Throws<InstallRulesException>(() => InstallRules.Load(_folder.Path, "broken")).Message,
            StringComparison.Ordinal
        );
    }
}
