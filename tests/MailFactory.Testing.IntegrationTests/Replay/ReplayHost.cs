using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>
/// A repository and a work directory of their own, in which the real build runs as its users run it, with a replay in place
/// of QEMU first on its PATH.
/// </summary>
internal sealed class ReplayHost : IDisposable
{
    private static readonly string[] _nssWrappers = ["/usr/lib/x86_64-linux-gnu/libnss_wrapper.so", "/usr/lib64/libnss_wrapper.so"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-factory-replay-");
    private readonly JsonObject _machines = [];

    /// <summary>Makes the repository.</summary>
    /// <param name="isReplaying">Whether machines are replayed; else QEMU itself runs them.</param>
    public ReplayHost(bool isReplaying = true)
    {
        Tools.Require("qemu-img", "qemu-io", "xorriso", "gpg", "gpgv", "dropbear", "ssh-keygen", "openssl");
        Assert.SkipUnless(_nssWrappers.Any(File.Exists), "not installed: libnss_wrapper");
        Assert.SkipUnless(File.Exists(Build), $"{Build} is not there: ./build.sh compiles it");
        foreach (var part in new[] { "preseeds", "Examples" })
        {
            Copy(Repository.PathOf(part), PathOf("repository", part));
        }

        Directory.CreateDirectory(PathOf("repository", ".nuke"));
        Directory.CreateDirectory(PathOf("bin"));
        if (!isReplaying)
        {
            Tools.Require(MachineSpec.Program);
            return;
        }

        var qemu = PathOf("bin", MachineSpec.Program);
        // The build hands its environment on to nobody, so the replay is told here what it must know.
        File.WriteAllText(
            qemu,
            $"#!/bin/sh\nREPLAY_SCRIPT='{PathOf("script.json")}' REPLAY_SHUTDOWNS='{Shutdowns}' exec dotnet '{Replay}' \"$@\"\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(qemu, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Where each replayed machine notes when it went down.</summary>
    public string Shutdowns => Directory.CreateDirectory(PathOf("shutdowns")).FullName;

    /// <summary>The work directory.</summary>
    public string Work => PathOf("work");

    /// <summary>The catalogue of the repository, as a document that can be changed.</summary>
    public JsonNode Catalog { get; } = JsonNode.Parse(File.ReadAllText(Repository.PathOf("preseeds", "catalog.json")))!;

    private static string Build => CompiledBuild.In(Repository.PathOf());

    /// <summary>The programs beside this one were compiled as it was.</summary>
    private static string Configuration => Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

    private static string Replay =>
        Repository.PathOf("tests", "MailFactory.Testing.ReplayQemu", "bin", Configuration, "net10.0", "MailFactory.Testing.ReplayQemu.dll");

    /// <summary>A path in the folder.</summary>
    public string PathOf(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    /// <summary>The catalogue's entry of a distro, as a document that can be changed.</summary>
    public JsonNode Entry(string distro) => Catalog["distros"]!.AsArray().Single(entry => (string)entry!["id"]! == distro)!;

    /// <summary>Says what a machine's guest does.</summary>
    public void Script(string machine, JsonObject script) => _machines[machine] = script;

    /// <summary>Says that a distro's installer prints a text of the corpus and ends well.</summary>
    public void ScriptInstall(Distro distro, string corpus, JsonObject? changes = null)
    {
        var script = new JsonObject
        {
            ["console"] = Repository.PathOf("tests", "MailFactory.Testing.Tests", "Installs", "Corpus", $"{corpus}.serial.txt"),
            ["osRelease"] = $"ID={distro.OsReleaseId}\nVERSION_ID=\"{distro.OsReleaseVersion}\"\nPRETTY_NAME=\"{distro.Name}\"\n",
        };
        foreach (var (name, value) in changes ?? [])
        {
            script[name] = value?.DeepClone();
        }

        Script($"vm_install_{distro.Id}", script);
    }

    /// <summary>Runs the build.</summary>
    public async Task<ToolResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        await ToolRunner.RunAsync(await CommandAsync(arguments, cancellationToken), cancellationToken);

    /// <summary>Runs the build, which may take that long.</summary>
    public async Task<ToolResult> RunAsync(IEnumerable<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        await ToolRunner.RunAsync(await CommandAsync(arguments, cancellationToken) with { Timeout = timeout }, cancellationToken);

    /// <summary>Runs the build with another work directory and one more variable.</summary>
    public async Task<ToolResult> RunAsync(
        IEnumerable<string> arguments,
        string work,
        (string Name, string Value) variable,
        CancellationToken cancellationToken
    )
    {
        var command = await CommandAsync(arguments, cancellationToken);
        var environment = new Dictionary<string, string?>(command.Environment) { [variable.Name] = variable.Value };
        return await ToolRunner.RunAsync(
            command with
            {
                Arguments =
                [
                    .. command.Arguments.Select(
                        (argument, index) => index > 0 && command.Arguments[index - 1] == "--work-directory" ? work : argument
                    ),
                ],
                Environment = environment,
            },
            cancellationToken
        );
    }

    /// <summary>Starts the build and does not wait for it; its output goes nowhere.</summary>
    public async Task<Process> StartAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var command = await CommandAsync(arguments, cancellationToken);
        var info = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>The command that runs the build.</summary>
    public async Task<ToolCommand> CommandAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(PathOf("repository", "preseeds", "catalog.json"), Catalog.ToJsonString(), cancellationToken);
        await File.WriteAllTextAsync(
            PathOf("script.json"),
            new JsonObject { ["machines"] = _machines.DeepClone() }.ToJsonString(),
            cancellationToken
        );
        var command = Command(arguments) with
        {
            Timeout = TimeSpan.FromMinutes(5),
            Environment = new Dictionary<string, string?> { ["PATH"] = $"{PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        return command;
    }

    /// <summary>The build as one would type it in a shell.</summary>
    public string CommandLine(IEnumerable<string> arguments) => Command(arguments).ToString();

    /// <summary>The run's report.</summary>
    public JsonElement Report()
    {
        var path = Directory.EnumerateFiles(Path.Combine(Work, "test_results"), "*.json").Order(StringComparer.Ordinal).Last();
        return JsonElement.Parse(File.ReadAllText(path));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ToolCommand Command(IEnumerable<string> arguments) =>
        ToolCommand.Create(
            "dotnet",
            [
                Build,
                .. arguments,
                "--root",
                PathOf("repository"),
                "--work-directory",
                Work,
                "--accelerator",
                "tcg",
                // The same whatever is installed here.
                "--package-cache",
                "off",
                "--no-logo",
            ]
        );

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
