using System.Xml.Linq;
using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.AnswerFiles.Linting;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Processes;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.Tests.AnswerFiles;

/// <summary>Values that would end a quotation, an element or a line go through unharmed, or not at all.</summary>
public sealed class HostileValuesTests
{
    private const string Key = """ssh-ed25519 AAAA it's "me" & <you> $(reboot) `id` ]]> {{ nonce }} # %end: ü""";

    private static readonly string _preseeds = Repository.PathOf("preseeds");
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Path.Combine(_preseeds, "catalog.json"));

    public static TheoryData<string> Distros => [.. _catalog.Ids];

    private static AnswerFileInputs Inputs(string id)
    {
        var distro = _catalog.Select([id])[0];
        return SampleInputs.Of(_catalog.FamilyOf(distro), distro).Last();
    }

    private static IReadOnlyDictionary<string, string> Render(string id, AnswerFileInputs inputs) =>
        new AnswerFileRenderer(_preseeds).Render(_catalog.Select([id])[0].Family, inputs);

    [Fact]
    public void A_hostile_key_is_one_YAML_value()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Render("ubuntu-24", Inputs("ubuntu-24") with { SshPublicKey = Key })["user-data"]));
        Assert.Equal(Key, (string?)stream.Documents[0].RootNode["autoinstall"]["ssh"]["authorized-keys"][0]);
    }

    [Fact]
    public void A_hostile_key_is_one_XML_text()
    {
        var profile = XDocument.Parse(Render("opensuse-15", Inputs("opensuse-15") with { SshPublicKey = Key })["autoinst.xml"]);
        Assert.Equal(Key, Assert.Single(profile.Descendants(), element => element.Name.LocalName == "listentry").Value);
    }

    [Fact]
    public void A_hostile_key_is_one_word_of_a_kickstart_command()
    {
        var line = Render("fedora-41", Inputs("fedora-41") with { SshPublicKey = Key })["ks.cfg"]
            .Split('\n')
            .Single(line => line.StartsWith("sshkey", StringComparison.Ordinal));
        Assert.Equal(["sshkey", "--username=mailtest", Key], ShellWords.Split(line)!);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_hostile_key_is_one_word_of_a_shell_command()
    {
        var line = Render("debian-13", Inputs("debian-13") with { SshPublicKey = Key })["late.sh"]
            .Split('\n')
            .Single(line => line.StartsWith("echo 'ssh-", StringComparison.Ordinal));
        var result = await ToolRunner.RunAsync(
            ToolCommand.Create("sh", "-c", line[..line.LastIndexOf('>')]),
            TestContext.Current.CancellationToken
        );
        Assert.Equal($"{Key}\n", result.StandardOutput);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_hostile_address_of_a_repository_is_one_word_in_a_script_inside_XML()
    {
        var url = new Uri("https://mirror.example/it's/]]>/?a=1&b=2/");
        var inputs = Inputs("opensuse-15") with { Repositories = [new PackageRepository("oss", url)] };
        var script = XDocument
            .Parse(Render("opensuse-15", inputs)["autoinst.xml"])
            .Descendants()
            .Last(element => element.Name.LocalName == "source")
            .Value;
        var line = script.Split('\n').Single(line => line.Contains("echo baseurl=", StringComparison.Ordinal));
        var result = await ToolRunner.RunAsync(ToolCommand.Create("sh", "-c", line), TestContext.Current.CancellationToken);
        Assert.Equal($"baseurl={url.AbsoluteUri}\n", result.StandardOutput);
    }

    [Theory]
    [MemberData(nameof(Distros))]
    public void A_line_break_in_any_value_is_refused(string id)
    {
        var good = Inputs(id);
        AnswerFileInputs[] hostile =
        [
            good with
            {
                Hostname = "a\nb",
            },
            good with
            {
                Domain = "dev.local\n",
            },
            good with
            {
                User = "mailtest\nroot",
            },
            good with
            {
                PasswordHash = "$6$a$b\n",
            },
            good with
            {
                SshPublicKey = $"{good.SshPublicKey}\nssh-ed25519 BBBB",
            },
            good with
            {
                Nonce = "A\nreboot",
            },
            good with
            {
                Release = "9\n",
            },
            good with
            {
                Disk = "/dev/vda\n",
            },
            good with
            {
                Repositories = [new PackageRepository("a\nb", new Uri("http://a/"))],
            },
        ];
        Assert.All(hostile, inputs => Assert.Throws<AnswerFileException>(() => Render(id, inputs)));
    }

    [Theory]
    [InlineData("root; reboot")]
    [InlineData("Mail Test")]
    [InlineData("")]
    public void A_user_that_is_no_login_name_is_refused(string user) =>
        Assert.Contains(
            "user",
            Assert.Throws<AnswerFileException>(() => Render("rocky-9", Inputs("rocky-9") with { User = user })).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_refused_secret_is_not_repeated_in_the_message() =>
        Assert.DoesNotContain(
            "letmein",
            Assert.Throws<AnswerFileException>(() => Render("rocky-9", Inputs("rocky-9") with { PasswordHash = "letmein" })).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("sh")]
    [InlineData("yaml")]
    [InlineData("xml")]
    [InlineData("cdata")]
    public void Each_filter_refuses_a_line_break_by_itself(string filter)
    {
        var error = Assert.ThrowsAny<Exception>(() => LiquidText.Render("x", $"{{{{ text | {filter} }}}}", new { Text = "a\nb" }));
        Assert.Contains($"'{filter}'", $"{error}", StringComparison.Ordinal);
    }
}
