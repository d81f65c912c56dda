using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Processes;

/// <summary>Children are not told what this build was told in confidence.</summary>
public sealed class ChildEnvironmentTests : IDisposable
{
    private static readonly string[] _secrets =
    [
        "GITHUB_TOKEN",
        "ACTIONS_RUNTIME_TOKEN",
        "RHSM_OFFLINE_TOKEN",
        "AWS_SECRET_ACCESS_KEY",
        "https_proxy",
    ];
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _before = _secrets.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public ChildEnvironmentTests()
    {
        foreach (var name in _secrets)
        {
            Environment.SetEnvironmentVariable(name, "http://user:geheim@example.org");
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _folder.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_tool_sees_its_path_and_what_it_is_given_and_no_secret()
    {
        var command = ToolCommand.Create("env") with { Environment = new Dictionary<string, string?> { ["GIVEN"] = "yes" } };
        var result = await ToolRunner.RunAsync(command, Cancellation);
        Assert.Contains("PATH=", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("GIVEN=yes", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_long_running_child_sees_no_secret()
    {
        var log = _folder.PathOf("log");
        await using var child = await ChildProcess.StartAsync(
            ToolCommand.Create("env"),
            "test",
            ProcessKind.Machine,
            log,
            new LeaseRegistry(_folder.PathOf("pids"), TimeProvider.System),
            null,
            TimeProvider.System,
            Cancellation
        );
        await child.Exited;
        var text = await File.ReadAllTextAsync(log, Cancellation);
        Assert.Contains("PATH=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Only_who_fetches_something_himself_is_told_the_proxies()
    {
        var command = ToolCommand.Create("env") with { Environment = ChildEnvironment.Proxies };
        var result = await ToolRunner.RunAsync(command, Cancellation);
        Assert.Contains("https_proxy=http://user:geheim@example.org", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("GITHUB_TOKEN", result.StandardOutput, StringComparison.Ordinal);
    }
}
