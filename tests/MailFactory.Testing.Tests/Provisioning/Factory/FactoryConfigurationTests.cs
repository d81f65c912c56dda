using System.Text.Json.Nodes;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.Tests.Provisioning.Factory;

public sealed class FactoryConfigurationTests : IDisposable
{
    private readonly GeneratedPasswords _passwords = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("factory-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_run_includes_each_file_once_without_its_includes_and_the_overrides_last()
    {
        var example = Repository.PathOf("Examples", "Debian_13.json");
        var before = Directory
            .EnumerateFiles(Repository.PathOf("Examples"), "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, File.ReadAllText);
        var configuration = await FactoryConfiguration.WriteAsync(Request(example), _folder, Cancelled);
        var run = JsonNode.Parse(await File.ReadAllTextAsync(configuration.File, Cancelled))!;
        var includes = run["includes"]!.AsArray().Select(name => (string)name!).ToList();
        Assert.Equal(["01-Server.json", "02-Accounts.json", "03-Debian_13.json", "overrides.json"], includes.Select(Path.GetFileName));
        Assert.All(includes, file => Assert.Null(JsonNode.Parse(File.ReadAllText(file))!["includes"]));
        Assert.Equal("""{"host":"127.0.0.1","port":2222,"user":"root"}""", run["remote"]!.ToJsonString());
        Assert.Equal("""["main/stacks/mail_server:1.0.0"]""", run["uses"]!.ToJsonString());
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
    }

    [Fact]
    public async Task Merged_as_Mail_Server_Factory_merges_the_overrides_and_the_distros_own_values_win()
    {
        var configuration = await FactoryConfiguration.WriteAsync(
            Request(Repository.PathOf("Examples", "Debian_13.json")),
            _folder,
            Cancelled
        );
        var run = JsonNode.Parse(await File.ReadAllTextAsync(configuration.File, Cancelled))!;
        var mistakes = new List<FactoryMistake>();
        var merged = new FactoryVariables(configuration.File, new GeneratedPasswords(), mistakes);
        foreach (var include in run["includes"]!.AsArray())
        {
            merged.Add((await FactoryFile.ReadAsync((string)include!, SchemaRules.Factory, mistakes, Cancelled))!);
        }

        Assert.Equal(
            ("debian13.dev.local", "false", "false"),
            (merged.Required("SERVER.HOSTNAME"), merged.Required("SERVER.REBOOT_ALLOWED"), merged.Required("BEHAVIOR.GET_IP"))
        );
        Assert.Equal(("tester", "Docker-Secret-1"), (merged.Required("DOCKER.LOGIN.ACCOUNT"), merged.Required("DOCKER.LOGIN.PASSWORD")));
        Assert.Empty(mistakes);
    }

    [Fact]
    public async Task The_secrets_are_known_and_only_their_owner_reads_them()
    {
        var configuration = await FactoryConfiguration.WriteAsync(
            Request(Repository.PathOf("Examples", "Debian_13.json")),
            _folder,
            Cancelled
        );
        Assert.Contains("Docker-Secret-1", configuration.Secrets);
        Assert.NotEmpty(_passwords.All);
        Assert.All(_passwords.All, password => Assert.Contains(password, configuration.Secrets));
        Assert.All(
            Directory.EnumerateFiles(_folder).Where(file => !file.EndsWith("run.json", StringComparison.Ordinal)),
            file =>
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)
                )
        );
    }

    [Fact]
    public async Task Mail_Server_Factory_gets_the_passwords_that_the_checks_log_in_with()
    {
        var example = Repository.PathOf("Examples", "Debian_13.json");
        await FactoryConfiguration.WriteAsync(Request(example), _folder, Cancelled);
        var accounts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "02-Accounts.json"), Cancelled))![
            "accounts"
        ]!.AsArray();
        var expected = await FactoryConfigurationReader.ReadAsync(example, _passwords, Cancelled);
        Assert.Equal(expected.Accounts.Select(account => account.Password), accounts.Select(account => (string)account!["credentials"]!));
        Assert.All(
            Directory.EnumerateFiles(_folder),
            file => Assert.DoesNotContain("GENERATED", File.ReadAllText(file), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_before_anything_is_written()
    {
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() =>
            FactoryConfiguration.WriteAsync(Request(Path.Combine(_folder, "none.json")), _folder, Cancelled)
        );
        Assert.Contains("none.json", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private FactoryRequest Request(string file) =>
        new()
        {
            Name = "sample",
            Installation = new FactoryInstallation("/nowhere", "/nowhere.jar"),
            Configuration = file,
            Passwords = _passwords,
            Docker = new FactoryCredentials("tester", "Docker-Secret-1"),
            Access = new SshAccess
            {
                Port = 2222,
                User = "mailtest",
                PrivateKeyPath = "/nowhere/key",
            },
            LogPath = "/nowhere/log",
        };
}
