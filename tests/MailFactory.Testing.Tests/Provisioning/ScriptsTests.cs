using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Provisioning;

public sealed class ScriptsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Shellcheck_finds_nothing_in_the_scripts_as_they_are_uploaded()
    {
        Assert.SkipWhen(ToolRunner.Find("shellcheck") is null, "not installed: shellcheck");
        using var folder = new TemporaryFolder();
        var scripts = await Samples.WriteAsync(folder.Path, TestContext.Current.CancellationToken);
        var check = ToolCommand.Create("shellcheck", ["--shell=sh", "--external-sources", "--exclude=SC2034", .. scripts]) with
        {
            WorkingDirectory = folder.Path,
        };
        var result = await ToolRunner.RunAsync(check, TestContext.Current.CancellationToken);
        Assert.True(result.IsSuccess, result.StandardOutput);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_shell_can_read_every_script()
    {
        using var folder = new TemporaryFolder();
        foreach (var script in await Samples.WriteAsync(folder.Path, TestContext.Current.CancellationToken))
        {
            var check = ToolCommand.Create("sh", "-n", script) with { WorkingDirectory = folder.Path };
            (await ToolRunner.RunAsync(check, TestContext.Current.CancellationToken)).EnsureSuccess();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Putting_a_file_twice_changes_it_once()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "files are given to root, which needs root");
        using var folder = new TemporaryFolder();
        await Samples.WriteAsync(folder.Path, TestContext.Current.CancellationToken);
        const string Script = """
            . ./lib.sh
            pending=./state/pending
            for text in one one two; do echo "$text" | put 640 root root ./target; done
            stat -c %a ./target
            """;
        var run = ToolCommand.Create("sh", "-c", Script) with { WorkingDirectory = folder.Path };
        var result = (await ToolRunner.RunAsync(run, TestContext.Current.CancellationToken)).EnsureSuccess();
        Assert.Equal("changed: ./target\nchanged: ./target\n640\n", result.StandardOutput);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("emulated=yes", "exit 0", "0 2")]
    [InlineData("emulated=yes", "exit 7", "0 2")]
    [InlineData("emulated=yes", "kill -TERM $$; sleep 30", "0 2")]
    [InlineData("emulated=no", "exit 0", "2 2")]
    [InlineData("unset emulated", "exit 0", "2 2")]
    public async Task Addresses_are_random_again_after_a_step_however_it_ends(string setting, string end, string expected)
    {
        using var folder = new TemporaryFolder();
        await Samples.WriteAsync(folder.Path, TestContext.Current.CancellationToken);
        var script = $"""
            echo 2 >random
            sh -c '. ./lib.sh; {setting}; randomize=./random; quickly; cat random; {end}' || true
            cat random
            """;
        var run = ToolCommand.Create("sh", "-c", script) with { WorkingDirectory = folder.Path };
        var result = (await ToolRunner.RunAsync(run, TestContext.Current.CancellationToken)).EnsureSuccess();
        Assert.Equal(expected, result.StandardOutput.Trim().Replace('\n', ' '));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_service_that_was_started_is_waited_for_until_it_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Equal("", await WaitAsync(port, isFailed: false));
        listener.Stop();
        Assert.Equal($"rspamd runs, but does not listen on port {port} after 2 s", await WaitAsync(port, isFailed: false));
        Assert.Equal($"rspamd failed before it listened on port {port}", await WaitAsync(port, isFailed: true));

        static async Task<string> WaitAsync(int port, bool isFailed)
        {
            using var folder = new TemporaryFolder();
            await Samples.WriteAsync(folder.Path, TestContext.Current.CancellationToken);
            var verdict = isFailed ? "true" : "false";
            var script = $$"""
                . ./lib.sh
                patience=2
                systemctl() { [ "$*" = "is-failed --quiet rspamd" ] && {{verdict}}; }
                sleep() { :; }
                answers rspamd {{port}}
                """;
            var run = ToolCommand.Create("sh", "-c", script) with { WorkingDirectory = folder.Path };
            return (await ToolRunner.RunAsync(run, TestContext.Current.CancellationToken)).StandardError.Trim();
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("man (enforce)\nlsb (enforce)\nnew (complain)", "Enforcing", "")]
    [InlineData("man (complain)\nlsb (enforce)", "Enforcing", "man")]
    [InlineData("man (unconfined)\nlsb (kill)", "Enforcing", "lsb man")]
    [InlineData("lsb (enforce)", "Enforcing", "")]
    [InlineData("man (enforce)\nlsb (enforce)", "Permissive", "SELinux")]
    [InlineData("", "Disabled", "SELinux lsb man")]
    public async Task What_enforced_before_provisioning_enforces_afterwards(string loaded, string mode, string weakened)
    {
        using var folder = new TemporaryFolder();
        await Samples.WriteAsync(folder.Path, TestContext.Current.CancellationToken);
        const string Script = """
            . ./enforcement.sh
            LC_ALL=C
            export LC_ALL
            profiles=./profiles
            mode=Enforcing
            getenforce() { echo "$mode"; }
            printf 'man (enforce)\nlsb (enforce)\nold (complain)\n' >profiles
            enforcing >before
            printf '%s\n' "$1" >profiles
            mode=$2
            weakened before | tr '\n' ' '
            """;
        var run = ToolCommand.Create("sh", "-c", Script, "sh", loaded, mode) with { WorkingDirectory = folder.Path };
        var result = (await ToolRunner.RunAsync(run, TestContext.Current.CancellationToken)).EnsureSuccess();
        Assert.Equal(weakened, result.StandardOutput.Trim());
    }

    [Fact]
    public void No_step_turns_an_access_control_off() =>
        Assert.All(
            Samples.Bundle(),
            file => Assert.DoesNotMatch("setenforce|aa-(complain|disable|teardown)|apparmor_parser +-R|SELINUX=", file.Value)
        );
}
