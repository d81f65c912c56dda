using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Scripts;

/// <summary>Hosts that have no fitting SDK, or do not let the build write; the vendor is a server on this host.</summary>
public sealed class BareMachineTests : IDisposable
{
    private readonly BuildTree _tree = new();
    private readonly LoopbackVendor _vendor;

    public BareMachineTests()
    {
        _vendor = new LoopbackVendor(Installer);
        _tree.Environment["DOTNET_INSTALL_URL"] = _vendor.Url;
        _tree.Environment["DOTNET_INSTALL_DIR"] = null;
    }

    /// <summary>Takes the vendor's options and leaves a dotnet where it is told to.</summary>
    private string Installer =>
        $"""
            [ "$1 $2 $3 $5" = '--version 10.0.100 --install-dir --no-path' ] || exit 1
            mkdir -p "$4" && cp '{Path.Combine(_tree.Dotnet.Folder, "dotnet")}' "$4/dotnet"

            """;

    [Theory(Timeout = 60_000)]
    [InlineData("curl")]
    [InlineData("wget")]
    public async Task Without_dotnet_the_SDK_of_global_json_is_fetched_once_and_said_in_one_line(string downloader)
    {
        var bare = _tree.SearchPathWithout("dotnet", downloader == "curl" ? "wget" : "curl");
        var first = await RunAsync(bare, "Test");
        var folder = _tree.PathOf(".nuke", "temp", "dotnet");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Installer)));
        Assert.Equal(
            $"""
            build.sh: no .NET SDK here fits global.json: fetching 10.0.100 into {folder} with {_vendor.Url}, SHA-256 {digest}
            build.sh: first start: asking the package feed for Nuke.Common, then compiling the build
            build.sh: compiling the build, engine Package (Nuke.Common can be restored; remembered in .nuke/temp/engine)

            """,
            first.StandardError
        );
        Assert.Equal((0, $"root {_tree.Root}, in {_tree.Root}: Test\n"), (first.ExitCode, first.StandardOutput));

        var second = await RunAsync(bare, "Test");
        Assert.Equal((0, string.Empty), (second.ExitCode, second.StandardError));
        Assert.Equal(1, _vendor.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_SDK_that_does_not_fit_is_told_from_none_and_another_one_fetched_where_the_caller_says()
    {
        var folder = _tree.PathBeside("my sdks");
        _tree.Environment["DOTNET_INSTALL_DIR"] = folder;
        _tree.Dotnet.HasFittingSdk = false;
        var run = await _tree.BuildAsync("Test");
        Assert.Contains($"fetching 10.0.100 into {folder} with", run.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(Path.Combine(folder, "dotnet")));
        Assert.Empty(_tree.Dotnet.Calls("build "));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--offline")]
    [InlineData("--offline=true")]
    public async Task Offline_nothing_is_fetched(string offline)
    {
        var run = await RunAsync(_tree.SearchPathWithout("dotnet"), "Test", offline);
        Assert.Equal("build.sh: no .NET SDK here fits global.json (10.0.100), and with --offline none is fetched\n", run.StandardError);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(0, _vendor.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_vendor_that_cannot_be_reached_is_one_line()
    {
        _tree.Environment["DOTNET_INSTALL_URL"] = _vendor.Url + "missing";
        var run = await RunAsync(_tree.SearchPathWithout("dotnet"), "Test");
        Assert.Equal(2, run.ExitCode);
        Assert.Matches(
            $"^build\\.sh: no \\.NET SDK .* \\(10\\.0\\.100\\), and {_vendor.Url}missing cannot be fetched \\(.*404.*\\): "
                + "install the SDK\n$",
            run.StandardError
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task An_installer_that_fails_is_quoted()
    {
        _vendor.Script = "echo; echo 'dotnet_install: Error: no such version' >&2; echo; exit 1\n";
        var run = await RunAsync(_tree.SearchPathWithout("dotnet"), "Test");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "build.sh: the .NET SDK 10.0.100 could not be fetched: dotnet_install: Error: no such version (all of it: ",
            run.StandardError,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_fetched_but_does_not_run_is_said()
    {
        _vendor.Script = "mkdir -p \"$4\" && printf 'exit 1\\n' >\"$4/dotnet\" && chmod +x \"$4/dotnet\"\n";
        var run = await RunAsync(_tree.SearchPathWithout("dotnet"), "Test");
        Assert.Equal(2, run.ExitCode);
        const string said = "build.sh: the .NET SDK 10.0.100 was fetched, but does not run here (see ";
        Assert.Contains(said, run.StandardError, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task With_setup_root_gets_the_package_of_the_distro()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root installs packages");
        var tools = Directory.CreateDirectory(_tree.PathBeside("tools")).FullName;
        ShellScript.Write(Path.Combine(tools, "apt-cache"), "[ \"$*\" = 'show dotnet-sdk-10.0' ]");
        ShellScript.Write(
            Path.Combine(tools, "apt-get"),
            $"echo \"$*\" >>'{tools}/installs'; [ \"$2\" = update ] || cp '{Path.Combine(_tree.Dotnet.Folder, "dotnet")}' '{tools}/dotnet'"
        );
        var run = await RunAsync($"{tools}:{_tree.SearchPathWithout("dotnet", "apt-get", "apt-cache")}", "Test", "--setup");
        Assert.StartsWith(
            "build.sh: no .NET SDK here fits global.json: installing the package dotnet-sdk-10.0\n",
            run.StandardError,
            StringComparison.Ordinal
        );
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["-qq update", "-qq -y install dotnet-sdk-10.0"], File.ReadAllLines(Path.Combine(tools, "installs")));
        Assert.Equal(0, _vendor.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_SDK_is_chosen_by_the_builds_global_json_not_by_the_callers()
    {
        await _tree.RunAsync(_tree.PathOf("build.sh"), Directory.CreateDirectory(_tree.PathBeside("elsewhere")).FullName, "Test");
        Assert.Equal([_tree.Root], _tree.Dotnet.SdkFolders.Distinct());
    }

    [Theory(Timeout = 60_000)]
    [InlineData(".nuke", @"cannot write {0}/\.nuke: the checkout is read-only, and the build needs one that it may write")]
    [InlineData(
        ".nuke/temp/build-attempt.log",
        @"cannot write {0}/\.nuke/temp/build-attempt\.log, which belongs to \S+: sudo chown -R \S+ .*/\.nuke .*/build .*/src"
    )]
    public async Task What_cannot_be_written_is_one_line(string left, string sentence)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "takes another user's part, which only root can");
        _tree.Write(".nuke/temp/build-attempt.log", string.Empty);
        await ChangeAsync("chmod", "-R", "a+rwX", _tree.PathBeside(string.Empty));
        await ChangeAsync("chmod", "a-w", _tree.PathOf(left));
        await ChangeAsync("chown", left == ".nuke" ? "65534" : "0", _tree.PathOf(left));
        var run = await _tree.RunAsync("setpriv", _tree.Root, "--reuid=65534", "--clear-groups", _tree.PathOf("build.sh"), "Status");
        Assert.Matches($"^build\\.sh: {sentence.Replace("{0}", Regex.Escape(_tree.Root), StringComparison.Ordinal)}\n$", run.StandardError);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.StandardOutput));
    }

    public void Dispose()
    {
        _vendor.Dispose();
        _tree.Dispose();
    }

    private static async Task ChangeAsync(string program, params string[] arguments) =>
        (await ToolRunner.RunAsync(ToolCommand.Create(program, arguments), TestContext.Current.CancellationToken)).EnsureSuccess();

    private Task<ToolResult> RunAsync(string searchPath, params string[] arguments) =>
        _tree.RunWithAsync(searchPath, _tree.PathOf("build.sh"), _tree.Root, arguments);
}
