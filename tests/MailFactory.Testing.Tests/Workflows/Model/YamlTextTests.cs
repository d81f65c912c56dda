using CsCheck;
using MailFactory.Workflows.Model;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.Tests.Workflows.Model;

/// <summary>What is written as YAML is read as it was meant.</summary>
public sealed class YamlTextTests
{
    [Theory]
    [InlineData("43 5 * * 1")]
    [InlineData("${{ fromJSON(needs.select.outputs.runner) }}")]
    [InlineData("a: b # c")]
    [InlineData("'quoted' and \"quoted\"")]
    [InlineData("!negated")]
    [InlineData("")]
    [InlineData("first\n  second: |\n\nfourth # no comment\n")]
    public void Text_comes_back(string text) => Assert.Equal(text, Read(YamlText.Of(yaml => yaml.Pair("key", text))));

    [Fact]
    public void Any_script_comes_back() =>
        Gen.String[Gen.Char["ab :#'\"|>-${}[]&*!%@`\\"], 1, 60]
            .Array[1, 8]
            .Select(lines => string.Join('\n', lines.Select(line => line.Trim())).Trim('\n'))
            .Where(text => text.Length > 0)
            .Sample(text => Read(YamlText.Of(yaml => yaml.Pair("key", text + "\n"))) == text + "\n");

    [Fact]
    public void A_comment_stands_behind_the_value()
    {
        var text = YamlText.Of(yaml =>
        {
            yaml.Pair("uses", "actions/checkout@0123", "v6.0.2");
            yaml.Words("needs", ["a", "b"]);
            yaml.Empty("permissions");
        });
        Assert.Equal("uses: actions/checkout@0123 # v6.0.2\nneeds: [a, b]\npermissions: {}\n", text);
    }

    private static string? Read(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return ((YamlScalarNode)yaml.Documents[0].RootNode["key"]).Value;
    }
}
