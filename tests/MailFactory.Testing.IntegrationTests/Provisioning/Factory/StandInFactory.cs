using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.IntegrationTests.Provisioning.Factory;

/// <summary>A checkout of Mail Server Factory whose jar is a small Java program that plays lines; run by the host's own java.</summary>
public sealed class StandInFactory : IAsyncLifetime
{
    private static readonly FactoryCredentials _docker = new("tester", "Docker-Secret-1");
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-standin-").FullName;

    /// <summary>The checkout.</summary>
    public string Home => Path.Combine(_folder, "odd checkout");

    /// <summary>What the run leaves: its log, secrets masked.</summary>
    public string LogPath => Path.Combine(_folder, "mail-factory.log");

    /// <summary>The folder of leases.</summary>
    public string Leases => Path.Combine(_folder, "leases");

    private static string Source =>
        Repository.PathOf("tests", "MailFactory.Testing.IntegrationTests", "Provisioning", "Factory", "StandIn.java");

    public async ValueTask InitializeAsync()
    {
        if (ToolRunner.Find("javac") is null || ToolRunner.Find("jar") is null)
        {
            return;
        }

        var classes = Directory.CreateDirectory(Path.Combine(_folder, "classes")).FullName;
        foreach (var part in (string[])["Core/Utils", "Definitions", "Release", ".git"])
        {
            Directory.CreateDirectory(Path.Combine(Home, part));
        }

        var compile = ToolCommand.Create("javac", "--release", "17", "-Xlint:-deprecation", "-d", classes, Source);
        var pack = ToolCommand.Create(
            "jar",
            "--create",
            "--file",
            Path.Combine(Home, "Release", "Application.jar"),
            "--main-class",
            "StandIn",
            "-C",
            classes,
            "."
        );
        (await ToolRunner.RunAsync(compile, CancellationToken.None)).EnsureSuccess();
        (await ToolRunner.RunAsync(pack, CancellationToken.None)).EnsureSuccess();
        await SshKeyPair.CreateAsync(Path.Combine(_folder, "key"), "stand-in", CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The passwords of the accounts, the same ones in every run of it.</summary>
    internal GeneratedPasswords Passwords { get; } = new();

    /// <summary>A request that plays the lines; skips the test where Java's compiler is not installed.</summary>
    internal async Task<FactoryRequest> PlayAsync(SshAccess? access, FactoryTimes times, params IEnumerable<string> lines)
    {
        Tools.Require("java", "javac", "jar", "ssh", "scp", "ssh-keyscan", "bzip2");
        await File.WriteAllLinesAsync(Path.Combine(Home, "Definitions", "play.txt"), lines, TestContext.Current.CancellationToken);
        var (installation, mistakes) = FactoryInstallation.Find(Home, jar: null, path: []);
        Assert.Empty(mistakes);
        return new FactoryRequest
        {
            Name = "stand-in",
            Installation = installation!,
            Configuration = Repository.PathOf("Examples", "Debian_13.json"),
            Passwords = Passwords,
            Docker = _docker,
            Access =
                access
                ?? new SshAccess
                {
                    Port = 22,
                    User = "nobody",
                    PrivateKeyPath = Path.Combine(_folder, "key"),
                },
            LogPath = LogPath,
            Times = times,
        };
    }
}
