using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The steps that test a distro and judge all of them, as they are checked in, with a build that only takes notes.</summary>
public sealed class MatrixStepTests : IDisposable
{
    private const int Limit = 60_000;

    private readonly WorkflowShell _shell = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData("", "", "Test --distro debian-13")]
    [InlineData("SMTP-01, IMAP-01", "false", "Test --distro debian-13 --checks SMTP-01 IMAP-01")]
    [InlineData("", "true", "Test --distro debian-13 --fresh")]
    public async Task The_build_gets_what_was_asked_for(string checks, string fresh, string expected)
    {
        _shell.ReplaceBuild("exit 0");
        (await TestAsync("5", checks, fresh)).EnsureSuccess();
        Assert.Equal(expected.Split(' '), _shell.Arguments);
    }

    [Theory(Timeout = Limit)]
    [InlineData("SMTP-01 --work-directory /tmp/elsewhere")]
    [InlineData("--accelerator=tcg")]
    [InlineData("SMTP-01\n--setup")]
    [InlineData("-x")]
    [InlineData("$(touch pwned)")]
    [InlineData("SMTP-01 ;reboot")]
    public async Task A_word_that_is_no_check_never_reaches_the_build(string checks)
    {
        _shell.ReplaceBuild("exit 0");
        var result = await TestAsync("5", checks);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("::error::", result.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(_shell.Arguments);
        Assert.False(File.Exists(_shell.PathOf("pwned")));
    }

    [Fact(Timeout = Limit)]
    public async Task The_provisioner_that_is_wanted_reaches_the_build()
    {
        _shell.ReplaceBuild("exit 0");
        (await TestAsync("5", provisioner: "mail-factory")).EnsureSuccess();
        Assert.Equal(["Test", "--distro", "debian-13", "--provisioner", "mail-factory"], _shell.Arguments);
    }

    [Theory(Timeout = Limit)]
    [InlineData("all", "Test --distro debian-13 --parts=all")]
    [InlineData("sieve, spam", "Test --distro debian-13 --parts=sieve --parts=spam")]
    public async Task The_parts_that_are_wanted_reach_the_build(string parts, string expected)
    {
        _shell.ReplaceBuild("exit 0");
        (await TestAsync("5", parts: parts)).EnsureSuccess();
        Assert.Equal(expected.Split(' '), _shell.Arguments);
    }

    [Theory(Timeout = Limit)]
    [InlineData("sieve --setup")]
    [InlineData("$(touch pwned)")]
    public async Task A_word_that_is_no_part_never_reaches_the_build(string parts)
    {
        _shell.ReplaceBuild("exit 0");
        var result = await TestAsync("5", parts: parts);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("::error::", result.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(_shell.Arguments);
        Assert.False(File.Exists(_shell.PathOf("pwned")));
    }

    [Theory(Timeout = Limit)]
    [InlineData("--setup")]
    [InlineData("packages --setup")]
    [InlineData("$(touch pwned)")]
    public async Task A_word_that_is_no_provisioner_never_reaches_the_build(string provisioner)
    {
        _shell.ReplaceBuild("exit 0");
        var result = await TestAsync("5", provisioner: provisioner);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("::error::", result.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(_shell.Arguments);
    }

    [Theory(Timeout = Limit)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_builds_exit_code_is_the_steps(int code)
    {
        _shell.ReplaceBuild($"exit {code}");
        Assert.Equal(code, (await TestAsync("5")).ExitCode);
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_takes_too_long_is_asked_to_end_and_may_still_write_its_report()
    {
        _shell.ReplaceBuild("trap 'echo asked >report; exit 4' TERM\nsleep 50 &\nwait");
        Assert.Equal(124, (await TestAsync("0.02")).ExitCode);
        Assert.Equal("asked\n", await File.ReadAllTextAsync(_shell.PathOf("report"), Cancellation));
    }

    [Fact(Timeout = Limit)]
    public async Task Only_whole_files_are_worth_keeping()
    {
        Write("isos/debian-13/one.iso.partial");
        Write("vms/archive/debian-13-0.qcow2");
        await KeepAsync();
        Assert.Equal(("", ""), (_shell.Outputs["media"], _shell.Outputs["archive"]));

        File.Delete(_shell.PathOf("output"));
        Write("isos/debian-13/two.iso");
        Write("vms/archive/debian-13-0.manifest.json");
        await KeepAsync();
        Assert.Equal(("true", "true"), (_shell.Outputs["media"], _shell.Outputs["archive"]));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_any_folder_there_is_nothing_to_keep()
    {
        await KeepAsync();
        Assert.Equal(("", ""), (_shell.Outputs["media"], _shell.Outputs["archive"]));
    }

    [Fact(Timeout = Limit)]
    public async Task The_merge_gets_the_folder_of_every_distro_and_the_names_of_all_that_have_to_be_there()
    {
        _shell.ReplaceBuild("exit 0");
        Write("results/results-debian-13/test_results_1.json");
        Write("results/results-fedora-41/test_results_1.json");
        (await MergeAsync("debian-13 fedora-41 rocky-9")).EnsureSuccess();
        Assert.Equal(
            [
                "Report",
                "--merge",
                "results/results-debian-13",
                "results/results-fedora-41",
                "--distro",
                "debian-13",
                "fedora-41",
                "rocky-9",
            ],
            _shell.Arguments
        );
    }

    [Fact(Timeout = Limit)]
    public async Task A_report_of_failures_fails_the_merge()
    {
        _shell.ReplaceBuild("exit 1");
        Write("results/results-debian-13/test_results_1.json");
        Assert.Equal(1, (await MergeAsync("debian-13")).ExitCode);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_any_report_there_is_nothing_to_merge_and_the_summary_says_so()
    {
        _shell.ReplaceBuild("exit 0");
        var result = await MergeAsync("debian-13 fedora-41");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("::error::no distro left a report", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("No distro left a report: debian-13 fedora-41\n", _shell.Summary);
        Assert.Empty(_shell.Arguments);
    }

    [Theory(Timeout = Limit)]
    [InlineData("success", 0, "")]
    [InlineData("failure", 1, "::error::the matrix ended with: failure")]
    [InlineData("cancelled", 1, "::error::the matrix ended with: cancelled")]
    public async Task A_job_that_failed_fails_the_matrix_whatever_the_report_says(string result, int code, string said)
    {
        var judged = await _shell.RunAsync(
            "nightly-matrix.yml",
            "Judge",
            new Dictionary<string, string> { ["MATRIX_RESULT"] = result },
            Cancellation
        );
        Assert.Equal(code, judged.ExitCode);
        Assert.Contains(said, judged.StandardOutput, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private Task<ToolResult> TestAsync(string minutes, string checks = "", string fresh = "", string provisioner = "", string parts = "") =>
        _shell.RunAsync(
            "nightly-matrix.yml",
            "Test",
            new Dictionary<string, string>
            {
                ["MATRIX_DISTRO"] = "debian-13",
                ["STAGE_MINUTES"] = minutes,
                ["WANTED_CHECKS"] = checks,
                ["WANTED_FRESH"] = fresh,
                ["WANTED_PROVISIONER"] = provisioner,
                ["WANTED_PARTS"] = parts,
                ["DOCKER_ACCOUNT"] = "",
                ["DOCKER_PASSWORD"] = "",
                ["RHSM_OFFLINE_TOKEN"] = "",
            },
            Cancellation
        );

    private Task<ToolResult> MergeAsync(string distros) =>
        _shell.RunAsync("nightly-matrix.yml", "Merge", new Dictionary<string, string> { ["MATRIX_DISTROS"] = distros }, Cancellation);

    private async Task KeepAsync() =>
        (await _shell.RunAsync("nightly-matrix.yml", "Find files to keep", new Dictionary<string, string>(), Cancellation)).EnsureSuccess();

    private void Write(string path)
    {
        var full = _shell.PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, "{}");
    }
}
