using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Provisioning.Factory;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>
/// The whole build with a stand-in for Mail Server Factory: its options, its outcome in the report, and its secrets nowhere.
/// </summary>
public sealed class ReplayFactoryTests(StandInFactory factory) : IClassFixture<StandInFactory>, IDisposable
{
    private const string Secret = "Docker-Secret-1";
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Theory(Timeout = 600_000)]
    [InlineData(
        "No installation steps for 'Debian' platform",
        "factory failed (unsupported platform)",
        "as expected: Mail Server Factory has no installation steps for Debian",
        5
    )]
    [InlineData("toomanyrequests: You have reached your pull rate limit", "host trouble", "this run says nothing about that", 2)]
    public async Task What_it_came_to_stands_in_the_report_beside_what_was_expected(string line, string name, string beside, int exitCode)
    {
        await factory.PlayAsync(
            access: null,
            new FactoryTimes(),
            "run ssh -p ${port} ${user}@${host} cat /etc/os-release",
            "log Host operating system: Debian GNU/Linux 13 (trixie)",
            "log Package installer has been initialized",
            "log Core Utils",
            "log >>> docker login -u ${ACCOUNT} -p ${PASSWORD} ",
            $"log {line}",
            "exit 1"
        );
        var distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0];
        _host.ScriptInstall(distro, "debian-13-netboot");
        var iso = await VendorIso.CreateAsync(distro, _host.PathOf(), Cancellation);
        var result = await _host.RunAsync(
            [
                "TestMailServer",
                "Report",
                "--distro",
                distro.Id,
                "--iso-path",
                iso,
                "--iso-sha256",
                await Digest.OfFileAsync(iso, Cancellation),
                "--provisioner",
                "mail-factory",
                "--mail-factory-home",
                factory.Home,
                "--docker-account",
                "tester",
                "--known-issues",
                Repository.PathOf("known-issues"),
            ],
            _host.Work,
            ("DOCKER_PASSWORD", Secret),
            Cancellation
        );
        var said = result.StandardOutput + result.StandardError;
        Assert.True(result.ExitCode == exitCode, said);
        var report = _host.Report().GetRawText();
        Assert.Contains($"Mail Server Factory: {name}", report, StringComparison.Ordinal);
        Assert.Contains(beside, report, StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(Path.Combine(_host.Work, "vms", distro.Id, "mail-factory.log"), Cancellation);
        Assert.Contains("<<< ID=debian", log, StringComparison.Ordinal);
        var kept = Directory
            .EnumerateFiles(_host.Work, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".qcow2", StringComparison.Ordinal))
            .Select(File.ReadAllText);
        Assert.All(kept.Append(said), text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
    }

    [Fact(Timeout = 600_000)]
    public async Task Without_the_account_nothing_starts()
    {
        await factory.PlayAsync(access: null, new FactoryTimes());
        var result = await _host.RunAsync(
            ["TestMailServer", "--distro", "debian-13", "--provisioner", "mail-factory", "--mail-factory-home", factory.Home],
            Cancellation
        );
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("--docker-account: not given", result.StandardOutput + result.StandardError, StringComparison.Ordinal);
        Assert.Contains("--docker-password: not given", result.StandardOutput + result.StandardError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_host.Work, "vms")));
    }
}
