using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The step that chooses distros and runners, as it is checked in.</summary>
public sealed class SelectStepTests : IDisposable
{
    private const int Limit = 60_000;

    private readonly WorkflowShell _shell = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IReadOnlyList<string> DefaultMatrix => DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).DefaultMatrix;

    private JsonArray Matrix => JsonNode.Parse(_shell.Outputs["matrix"])!["include"]!.AsArray();

    [Fact(Timeout = Limit)]
    public async Task Without_a_wish_it_is_the_default_matrix_on_GitHubs_runners()
    {
        (await RunAsync("", account: true)).EnsureSuccess();
        Assert.Equal(DefaultMatrix, Matrix.Select(entry => (string)entry!["distro"]!));
        Assert.Equal(string.Join(' ', DefaultMatrix), _shell.Outputs["distros"]);
        Assert.Equal("[\"ubuntu-latest\"]", _shell.Outputs["runner"]);
        Assert.Equal(("true", "330", "360"), (_shell.Outputs["hosted"], _shell.Outputs["minutes"], _shell.Outputs["job-minutes"]));
        Assert.Matches(@"^\d{4}-W\d{2}$", _shell.Outputs["week"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("debian-13", "debian-13")]
    [InlineData("debian-13 fedora-41,debian-13", "debian-13 fedora-41")]
    [InlineData("  rhel-9  ", "rhel-9")]
    [InlineData(
        "debian-14, all",
        "debian-14 ubuntu-22 ubuntu-24 debian-11 debian-12 fedora-38 fedora-39 fedora-40 fedora-41 almalinux-9 rocky-9 opensuse-15"
    )]
    public async Task What_is_asked_for_is_tested_once_each(string wish, string expected)
    {
        (await RunAsync(wish)).EnsureSuccess();
        Assert.Equal(expected, _shell.Outputs["distros"]);
        Assert.Equal(expected.Split(' '), Matrix.Select(entry => (string)entry!["distro"]!));
        Assert.All(Matrix, entry => Assert.Equal((string)entry!["distro"]! == "rhel-9" ? "account" : "public", (string)entry["medium"]!));
    }

    [Fact(Timeout = Limit)]
    public async Task A_distro_whose_medium_needs_an_account_is_left_out_where_there_is_none()
    {
        var result = await RunAsync("", account: false);
        Assert.Equal(DefaultMatrix.Except(["rhel-9"]), _shell.Outputs["distros"].Split(' '));
        Assert.Contains("::notice::rhel-9 is left out", result.EnsureSuccess().StandardOutput, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("debian-99", "debian-99")]
    [InlineData("$(touch made)", "touch")]
    [InlineData("a[$(touch${IFS}made)]", "touch")]
    [InlineData("::set-output", "set-output")]
    public async Task An_unknown_distro_ends_it_naming_what_exists_and_is_never_code(string wish, string named)
    {
        var result = await RunAsync(wish);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(named, result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("known are: ubuntu-22 ", result.StandardOutput, StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.PathOf("made")));
        Assert.False(File.Exists(_shell.PathOf("output")));
    }

    [Fact(Timeout = Limit)]
    public async Task A_configured_label_sends_the_jobs_to_self_hosted_runners_with_all_the_time_there_is()
    {
        (await RunAsync("", label: "kvm")).EnsureSuccess();
        Assert.Equal(
            ["self-hosted", "linux", "x64", "kvm"],
            JsonNode.Parse(_shell.Outputs["runner"])!.AsArray().Select(label => (string)label!)
        );
        Assert.Equal(("false", "516", "546"), (_shell.Outputs["hosted"], _shell.Outputs["minutes"], _shell.Outputs["job-minutes"]));
    }

    [Fact(Timeout = Limit)]
    public async Task GitHubs_runners_can_be_asked_for_all_the_same()
    {
        (await RunAsync("", label: "kvm", hosted: "true")).EnsureSuccess();
        Assert.Equal("[\"ubuntu-latest\"]", _shell.Outputs["runner"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_label_that_is_none_ends_it()
    {
        var result = await RunAsync("", label: "kvm\",\"x");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("KVM_RUNNER_LABEL", result.StandardOutput, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private Task<ToolResult> RunAsync(string wish, bool account = false, string label = "", string hosted = "")
    {
        Tools.Require("bash");
        return _shell.RunAsync(
            "nightly-matrix.yml",
            "Select",
            new Dictionary<string, string>
            {
                ["WANTED_DISTROS"] = wish,
                ["WANTED_HOSTED"] = hosted,
                ["HAS_ACCOUNT"] = account ? "true" : "false",
                ["KVM_LABEL"] = label,
            },
            Cancellation
        );
    }
}
