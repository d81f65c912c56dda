using MailFactory.Testing.AnswerFiles.Linting;
using MailFactory.Testing.Distros;
using NJsonSchema;
using YamlDotNet.Serialization;

namespace MailFactory.Testing.Tests.AnswerFiles.Linting;

/// <summary>The types of the YAML values, which our own rules do not look at: a list that became a string is no list.</summary>
public sealed class AutoinstallSchemaTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    private static string UserData(string id) =>
        new AnswerFileLint(Repository.PathOf("preseeds"), _catalog).Subjects(_catalog.Select([id])[0]).Single().Files["user-data"];

    private static async Task<IEnumerable<string>> ValidateAsync(string yaml)
    {
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(new StringReader(yaml));
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(tree);
        var path = Repository.PathOf("tests", "MailFactory.Testing.Tests", "AnswerFiles", "Linting", "autoinstall.schema.json");
        var schema = await JsonSchema.FromJsonAsync(
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );
        return schema.Validate(json).Select(error => error.ToString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("ubuntu-22")]
    [InlineData("ubuntu-24")]
    public async Task The_rendered_file_is_valid(string id) => Assert.Empty(await ValidateAsync(UserData(id)));

    [Theory(Timeout = 60_000)]
    [InlineData("shutdown: poweroff", "shutdown: halt")]
    [InlineData("shutdown: poweroff", "shutdwn: poweroff")]
    [InlineData("version: 1", "version: \"1\"")]
    [InlineData("allow-pw: false", "allow-pw: \"no\"")]
    [InlineData("authorized-keys:\n      - ", "authorized-keys: ")]
    [InlineData("    username: \"mailtest\"\n", "")]
    public async Task A_broken_file_is_not(string find, string replacement)
    {
        var broken = UserData("ubuntu-24").Replace(find, replacement, StringComparison.Ordinal);
        Assert.NotEqual(UserData("ubuntu-24"), broken);
        Assert.NotEmpty(await ValidateAsync(broken));
    }
}
