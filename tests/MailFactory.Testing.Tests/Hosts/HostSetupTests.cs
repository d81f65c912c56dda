using MailFactory.Testing.Hosts;
using MailFactory.Testing.Runs;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Hosts;

public sealed class HostSetupTests : IDisposable
{
    private const int Limit = 30_000;
    private const string Installs = "case \"$1\" in install) touch \"$folder/bin/wanted-tool\";; esac";

    private readonly TemporaryFolder _folder = new();
    private readonly FakePackageManager _manager;
    private readonly List<string> _said = [];

    public HostSetupTests() => _manager = new FakePackageManager(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Limit)]
    public async Task Nothing_is_run_when_everything_is_there()
    {
        var setup = Setup(Installs);
        File.WriteAllText(_manager.ToolPath, string.Empty);
        Assert.True((await EnsureAsync(setup, setUp: true)).IsReady);
        Assert.Empty(_manager.Calls);
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_tool_is_installed_with_one_line_per_step()
    {
        var result = await EnsureAsync(Setup(Installs), setUp: true);
        Assert.True(result.IsReady, result.Message);
        Assert.Equal(["update", "install -y --no-install-recommends wanted-package"], _manager.Calls);
        Assert.Equal("setup: apt-get update", _said[0]);
        Assert.Equal("setup: installing wanted-package", _said[1]);
        Assert.StartsWith("setup: host tools installed in", _said[2], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_setup_a_missing_tool_is_named_with_the_command()
    {
        var result = await EnsureAsync(Setup(Installs) with { IsRoot = false }, setUp: false);
        Assert.Equal(FailureClass.Configuration, result.FailureClass);
        Assert.Equal(
            "not installed: wanted-tool (needed to do the work)\n"
                + "  install with: sudo apt-get update && sudo apt-get install -y --no-install-recommends wanted-package",
            result.Message
        );
        Assert.Empty(_manager.Calls);
    }

    [Fact(Timeout = Limit)]
    public async Task Setup_without_root_prints_the_command_and_runs_nothing()
    {
        var result = await EnsureAsync(Setup(Installs) with { IsRoot = false }, setUp: true);
        Assert.Equal(FailureClass.Configuration, result.FailureClass);
        Assert.Contains("--setup needs root; install with: sudo apt-get", result.Message, StringComparison.Ordinal);
        Assert.Empty(_manager.Calls);
    }

    [Fact(Timeout = Limit)]
    public async Task A_host_without_a_known_package_manager_is_told_so()
    {
        var result = await EnsureAsync(Setup(Installs) with { Packages = null }, setUp: true);
        Assert.Equal(FailureClass.Configuration, result.FailureClass);
        Assert.Contains("install them by hand", result.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_tool_no_package_is_known_for_is_named_with_its_place()
    {
        var result = await EnsureAsync(Setup(Installs) with { Packages = PackageManager.Zypper }, setUp: true);
        Assert.Equal(FailureClass.Configuration, result.FailureClass);
        Assert.Contains($"no zypper package is known, put it at {_manager.ToolPath}", result.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_package_manager_that_fails_is_trouble_of_the_infrastructure_with_its_last_lines()
    {
        var result = await EnsureAsync(Setup("echo 'E: Unable to locate package wanted-package' >&2; exit 100"), setUp: true);
        Assert.Equal(FailureClass.Infrastructure, result.FailureClass);
        Assert.Contains("E: Unable to locate package wanted-package", result.Message, StringComparison.Ordinal);
        Assert.Contains(_said, line => line.Contains("continuing with the old ones", StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task A_package_that_does_not_bring_its_tool_is_found_out()
    {
        var result = await EnsureAsync(Setup("exit 0"), setUp: true);
        Assert.Equal(FailureClass.Infrastructure, result.FailureClass);
        Assert.Contains("reports success, yet these are not found: wanted-tool (wanted-package)", result.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Another_programs_lock_is_said_and_waited_for()
    {
        const string LockedOnce =
            "[ -e \"$folder/tried\" ] || { touch \"$folder/tried\"; echo 'E: Could not get lock /var/lib/dpkg/lock-frontend' "
            + ">&2; exit 100; }\n";
        var result = await EnsureAsync(Setup(LockedOnce + Installs), setUp: true);
        Assert.True(result.IsReady, result.Message);
        Assert.Equal("setup: another program holds apt-get's lock; waiting up to 300 s for it", _said[1]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_that_is_never_released_ends_the_wait()
    {
        var setup = Setup("echo 'E: Could not get lock /var/lib/apt/lists/lock' >&2; exit 100") with { LockTimeout = TimeSpan.Zero };
        var result = await EnsureAsync(setup, setUp: true);
        Assert.Equal(FailureClass.Infrastructure, result.FailureClass);
        Assert.Contains("apt-get is free of another program's lock", result.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_optional_tool_is_installed_but_never_fails_the_setup()
    {
        var setup = Setup("case \"$1\" in install) echo 'E: no such package' >&2; exit 100;; esac");
        var result = await setup.EnsureAsync(
            setup: true,
            [FakePackageManager.Tool(_manager.ToolPath, isOptional: true)],
            TestContext.Current.CancellationToken
        );
        Assert.True(result.IsReady, result.Message);
        Assert.Contains("setup: continuing without wanted-package: E: no such package", _said);
    }

    [Fact(Timeout = Limit)]
    public async Task An_optional_package_that_does_not_exist_does_not_keep_the_others_away()
    {
        var setup = Setup(
            "case \"$*\" in *missing-package*) echo 'E: Unable to locate package missing-package' >&2; exit 100;; install*) "
                + "touch \"$folder/bin/wanted-tool\";; esac"
        );
        var wanted = FakePackageManager.Tool(_manager.ToolPath, isOptional: true);
        var missing = wanted with
        {
            Name = "missing-tool",
            AnyOf = [_folder.PathOf("missing-tool")],
            Packages = new Dictionary<string, string> { ["apt-get"] = "missing-package" },
        };
        var result = await setup.EnsureAsync(setup: true, [missing, wanted], TestContext.Current.CancellationToken);
        Assert.True(result.IsReady, result.Message);
        Assert.True(File.Exists(_manager.ToolPath));
        Assert.Contains("setup: continuing without missing-package: E: Unable to locate package missing-package", _said);
        Assert.DoesNotContain(_said, line => line.StartsWith("setup: continuing without wanted-package", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dnf", "dnf")]
    [InlineData("zypper", "zypper")]
    [InlineData("apt-get", "dnf", "apt-get")]
    [InlineData(null, "pacman")]
    public void The_package_manager_that_is_there_is_detected(string? expected, params string[] installed) =>
        Assert.Equal(expected, PackageManager.Detect(name => installed.Contains(name) ? $"/usr/bin/{name}" : null)?.Name);

    [Fact]
    public void Every_required_tool_has_a_Debian_package() =>
        Assert.All(HostTools.All, tool => Assert.Contains("apt-get", tool.Packages.Keys));

    [Fact]
    public void Whatever_stops_a_run_when_it_is_missing_can_be_installed_on_every_known_kind_of_host() =>
        Assert.All(
            HostTools.All.Where(tool => !tool.IsOptional),
            tool => Assert.Equal(["apt-get", "dnf", "zypper"], tool.Packages.Keys.Order())
        );

    [Fact]
    public void No_vendors_keys_are_required_as_they_come_with_the_catalogue() =>
        Assert.All(HostTools.All.Where(tool => tool.Name.Contains("keys", StringComparison.Ordinal)), tool => Assert.True(tool.IsOptional));

    private HostSetup Setup(string script) =>
        new()
        {
            Packages = _manager.WithScript(script),
            IsRoot = true,
            Say = _said.Add,
            Time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) },
        };

    private Task<HostSetupResult> EnsureAsync(HostSetup setup, bool setUp) =>
        setup.EnsureAsync(setUp, [FakePackageManager.Tool(_manager.ToolPath)], TestContext.Current.CancellationToken);
}
