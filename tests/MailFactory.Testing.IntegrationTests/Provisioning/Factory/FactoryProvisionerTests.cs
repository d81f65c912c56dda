using MailFactory.Testing.Processes;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.IntegrationTests.Provisioning.Factory;

public sealed class FactoryProvisionerTests(StandInFactory factory) : IClassFixture<StandInFactory>
{
    private static readonly string[] _toAccounts =
    [
        "log Host operating system: Ubuntu 22.04",
        "log Package installer has been initialized",
        "log Core Utils",
        "log Server factory initialized",
        "log Server factory started",
        "log Docker has been initialized",
        "log We are about to create email accounts",
    ];

    private static readonly string[] _toContainers = _toAccounts[..^1];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task All_stages_the_last_line_and_exit_code_0_are_ok()
    {
        var (outcome, phases) = await RunAsync([.. _toAccounts, "log Server factory finished in: 1 h", "exit 0"]);
        Assert.Equal(("ok", "Server factory finished in: 1 h", (int?)0), (outcome.Name, outcome.Proof, outcome.ExitCode));
        Assert.Equal("Ubuntu 22.04", outcome.OperatingSystem);
        Assert.Equal(Enum.GetValues<FactoryStage>()[1..], phases.Select(phase => phase.Stage).Distinct());
        Assert.Empty(Directory.EnumerateFiles(factory.Leases));
    }

    [Theory(Timeout = 180_000)]
    [InlineData("log Server factory finished in: 1 h", 6, "factory failed (ending)", "exit code 6")]
    [InlineData("log nothing of note", 0, "factory failed (mail accounts)", "never said that it was done")]
    [InlineData("log <<< doveadm: no", 1, "factory failed (mail accounts)", "exit code 1 after the line: <<< doveadm: no")]
    [InlineData("error Fatal exception: x", 4, "factory failed (mail accounts)", "Fatal exception: x")]
    [InlineData(
        "error Initialization failure: Definition not found: main/software/firewall:1.0.0",
        5,
        "factory failed (configuration or definition)",
        "main/software/firewall"
    )]
    [InlineData("error Termination failure", 6, "factory failed (ending)", "Termination failure")]
    [InlineData("error Hello retries exceeded", 1, "factory failed (reboot without end)", "Hello retries exceeded")]
    [InlineData(
        "error Error response from daemon: Get https://registry-1.docker.io/v2/: unauthorized: incorrect username or password",
        1,
        "host trouble",
        "unauthorized"
    )]
    [InlineData("log <<< toomanyrequests: You have reached your pull rate limit", 1, "host trouble", "pull rate limit")]
    [InlineData("log <<< tar: write error: No space left on device", 1, "host trouble", "No space left")]
    [InlineData("log out of nowhere", 99, "host trouble", "exit code 99")]
    public async Task After_the_accounts_began_the_last_words_and_the_exit_code_decide(string line, int code, string name, string proof)
    {
        var (outcome, _) = await RunAsync([.. _toAccounts, line, $"exit {code}"]);
        Assert.Equal(name, outcome.Name);
        Assert.Contains(proof, outcome.Proof, StringComparison.Ordinal);
    }

    [Theory(Timeout = 180_000)]
    [InlineData(0, "error ssh: connect to host 127.0.0.1 port 2: Connection refused", "host trouble")]
    [InlineData(1, "log No package manager has been initialized", "factory failed (unsupported platform)")]
    [InlineData(3, "log No installation steps for 'Debian' platform", "factory failed (unsupported platform)")]
    [InlineData(3, "log Invalid IP address, empty string", "factory failed (configuration or definition)")]
    [InlineData(5, "log >>> ssh -p 22 root@h dnf -y groupinstall Tools", "factory failed (package step)")]
    [InlineData(5, "log >>> ssh -p 22 root@h docker-compose --version", "factory failed (Docker step)")]
    [InlineData(
        6,
        "log >>> scp -P 22 Definitions/main.mail_server/docker/anti_virus/1.0.0/Dockerfile root@h:/root/",
        "factory failed (container stack anti_virus)"
    )]
    [InlineData(6, "error ssh: connect to host h port 22: Connection refused", "factory failed (container stack)")]
    public async Task What_it_failed_in_is_told_by_how_far_it_came(int lines, string line, string name)
    {
        var (outcome, _) = await RunAsync([.. _toAccounts[..lines], line, "exit 1"]);
        Assert.Equal(name, outcome.Name);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_run_that_says_nothing_for_too_long_is_ended()
    {
        var (outcome, _) = await RunAsync([.. _toContainers, "hang"], new FactoryTimes { Silence = TimeSpan.FromSeconds(4) });
        Assert.Equal(("factory failed (hang)", (int?)null), (outcome.Name, outcome.ExitCode));
        Assert.Contains("said nothing for", outcome.Proof, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_run_that_talks_without_end_is_ended_at_its_limit()
    {
        var (outcome, _) = await RunAsync(
            [.. Enumerable.Repeat("sleep 200\nlog <<< still building", 1000)],
            new FactoryTimes { Total = TimeSpan.FromSeconds(4) }
        );
        Assert.Equal("factory failed (hang)", outcome.Name);
        Assert.Contains("was not done after", outcome.Proof, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_reboot_that_nobody_sees_the_end_of_is_a_trap()
    {
        var (outcome, _) = await RunAsync([.. _toContainers, .. Enumerable.Repeat("log Remote host is not restarted yet", 61), "hang"]);
        Assert.Equal("factory failed (reboot without end)", outcome.Name);
        Assert.Contains("61 times", outcome.Proof, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Reboots_that_come_to_an_end_are_none()
    {
        var reboot = Enumerable.Repeat("log Remote host is not restarted yet", 40).Append("log Remote host has been restarted");
        var (outcome, _) = await RunAsync([.. _toAccounts, .. reboot, .. reboot, "log Server factory finished in: 1 h", "exit 0"]);
        Assert.Equal("ok", outcome.Name);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_failure_that_does_not_end_is_ended_and_told_by_its_own_words()
    {
        var (outcome, _) = await RunAsync(
            ["log No installation steps for 'Unknown' platform", "hang"],
            new FactoryTimes { AfterFailure = TimeSpan.FromSeconds(1) }
        );
        Assert.Equal(
            ("factory failed (unsupported platform)", "No installation steps for 'Unknown' platform"),
            (outcome.Name, outcome.Proof)
        );
    }

    [Fact(Timeout = 180_000)]
    public async Task A_success_that_does_not_end_is_none()
    {
        var (outcome, _) = await RunAsync(
            [.. _toAccounts, "log Server factory finished in: 1 h", "hang"],
            new FactoryTimes { AfterFinish = TimeSpan.FromSeconds(1) }
        );
        Assert.Equal("factory failed (ending)", outcome.Name);
        Assert.Contains("said that it is done and still ran", outcome.Proof, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_flood_of_errors_blocks_nothing()
    {
        var (outcome, _) = await RunAsync([.. _toAccounts, "flood 20000", "log Server factory finished in: 1 h", "exit 0"]);
        Assert.Equal("ok", outcome.Name);
        Assert.InRange(new FileInfo(factory.LogPath).Length, 20_000 * 1023, 20_100 * 1024);
    }

    [Fact(Timeout = 180_000)]
    public async Task No_secret_is_shown_or_kept()
    {
        var (outcome, phases) = await RunAsync([
            "log >>> ssh -p 22 root@h docker login -u ${ACCOUNT} -p ${PASSWORD} ",
            "log >>> ssh -p 22 root@h docker login -u x -p Unknown-Secret",
            "log <<< auth_verbose_passwords: ${credentials} ",
            "error POSTGRES_PASSWORD=Another-Secret",
            "exit 1",
        ]);
        var kept = await File.ReadAllTextAsync(factory.LogPath, Cancelled);
        var all = string.Join(
            '\n',
            [kept, outcome.Proof, outcome.LastCommand, .. outcome.LastLines, .. phases.Select(phase => phase.Line)]
        );
        Assert.Contains(">>> ssh -p 22 root@h docker login -u tester -p ****", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", all, StringComparison.Ordinal);
        Assert.Contains("auth_verbose_passwords: ****", kept, StringComparison.Ordinal);
        Assert.All(factory.Passwords.All, password => Assert.DoesNotContain(password, all, StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task Its_files_in_tmp_are_its_own()
    {
        string[] play =
        [
            "upload /tmp/Utils.tar.gz",
            "upload /tmp/1.0.0.tar.gz",
            .. _toAccounts,
            "log Server factory finished in: 1 h",
            "exit 0",
        ];
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal("ok", (await RunAsync(play)).Outcome.Name);
        }

        Assert.False(File.Exists("/tmp/Utils.tar.gz"));
    }

    [Fact(Timeout = 180_000)]
    public async Task What_it_leaves_in_its_checkout_is_gone_with_the_run()
    {
        await RunAsync(["upload Definitions/generated.txt", "exit 1"]);
        Assert.False(File.Exists(Path.Combine(factory.Home, "Definitions", "generated.txt")));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_machine_that_went_away_is_host_trouble()
    {
        var machine = new GreetingMachine();
        var access = (await factory.PlayAsync(null, new FactoryTimes())).Access with { Port = machine.Port };
        var request = await factory.PlayAsync(access, new FactoryTimes(), [.. _toContainers, "exit 1"]);
        await machine.DisposeAsync();
        var outcome = await Provisioner().RunAsync(machine, request, progress: null, Cancelled);
        Assert.Equal("host trouble", outcome.Name);
        Assert.Contains("no longer greets", outcome.Proof, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_run_that_is_cancelled_leaves_no_process()
    {
        await using var machine = new GreetingMachine();
        using var ending = new CancellationTokenSource();
        var access = (await factory.PlayAsync(null, new FactoryTimes())).Access with { Port = machine.Port };
        var request = await factory.PlayAsync(access, new FactoryTimes(), [.. _toContainers, "hang"]);
        var progress = new Reporter(phase =>
        {
            if (phase.Stage == FactoryStage.Containers)
            {
                ending.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provisioner().RunAsync(machine, request, progress, ending.Token));
        Assert.Empty(Directory.EnumerateFiles(factory.Leases));
        Assert.Contains("grep -vxF", machine.Commands[^1], StringComparison.Ordinal);
    }

    private FactoryProvisioner Provisioner() => new(new LeaseRegistry(factory.Leases, TimeProvider.System), TimeProvider.System);

    private async Task<(FactoryOutcome Outcome, List<FactoryProgress> Phases)> RunAsync(
        IEnumerable<string> lines,
        FactoryTimes? times = null
    )
    {
        await using var machine = new GreetingMachine();
        var request = await factory.PlayAsync(null, times ?? new FactoryTimes(), lines);
        var phases = new List<FactoryProgress>();
        var outcome = await Provisioner()
            .RunAsync(machine, request with { Access = request.Access with { Port = machine.Port } }, new Reporter(phases.Add), Cancelled);
        return (outcome, phases);
    }

    private sealed class Reporter(Action<FactoryProgress> take) : IProgress<FactoryProgress>
    {
        public void Report(FactoryProgress value) => take(value);
    }
}
