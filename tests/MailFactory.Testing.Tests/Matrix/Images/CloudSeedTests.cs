using System.Text.Json;
using MailFactory.Testing.Matrix.Images;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.Tests.Matrix.Images;

public sealed class CloudSeedTests
{
    private const string Key = "ssh-ed25519 AAAAC3Nza+/= mail \"test\": #1";
    private static readonly IReadOnlyDictionary<string, string> _files = CloudSeed.Files("debian-12", "debian-12-20261127", "joe", Key);

    [Fact]
    public void NoCloud_needs_the_names_of_the_instance_and_of_the_host() =>
        Assert.Equal(
            new Dictionary<string, string> { ["instance-id"] = "debian-12-20261127", ["local-hostname"] = "debian-12" },
            JsonSerializer.Deserialize<Dictionary<string, string>>(_files["meta-data"])
        );

    [Fact]
    public void The_user_data_say_first_what_they_are_and_are_YAML()
    {
        var text = _files["user-data"];
        Assert.StartsWith("#cloud-config\n", text, StringComparison.Ordinal);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var user = (YamlMappingNode)yaml.Documents[0].RootNode["users"][0];
        Assert.Equal(
            ["joe", "/bin/bash", "true", "ALL=(ALL) NOPASSWD:ALL"],
            ((string[])["name", "shell", "lock_passwd", "sudo"]).Select(name => user[name].ToString())
        );
        Assert.Equal(Key, Assert.Single((YamlSequenceNode)user["ssh_authorized_keys"]).ToString());
        Assert.Equal(5, user.Children.Count);
    }

    [Fact]
    public void Nothing_but_the_users_key_is_in_it() => Assert.Equal(["meta-data", "user-data"], _files.Keys.Order(StringComparer.Ordinal));
}
