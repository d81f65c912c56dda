using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>
/// A live Debian root file system in namespaces of its own: processes, mounts, host name and network, with a pair of virtual
/// interfaces to the host. Nothing is installed, started or left on the host: all of it ends with this process.
/// </summary>
internal sealed class RootFs : IGuestCommands, IAsyncDisposable
{
    private readonly Process _holder;
    private readonly string _work;
    private readonly string _init;

    private RootFs(Process holder, string work, string init, string network)
    {
        (_holder, _work, _init) = (holder, work, init);
        (HostAddress, Address) = ($"{network}.1", $"{network}.2");
    }

    /// <summary>The host's address on the virtual network: never the same as the guest's, as mail servers trust themselves.</summary>
    public string HostAddress { get; }

    /// <summary>The root file system's address.</summary>
    public string Address { get; }

    /// <summary>What to type on the host for a shell inside.</summary>
    public string EnterCommand => string.Join(' ', ["nsenter", .. Namespaces, "bash"]);

    private string[] Namespaces => ["--target", _init, "--mount", "--pid", "--net", "--uts", "--ipc", "--root", "--wd"];

    /// <summary>Skips the test, naming what is missing, where the host cannot run one.</summary>
    public static void Require()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "root file systems of their own need Linux");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "root file systems of their own need root");
        Tools.Require("mmdebstrap", "ip", "unshare", "nsenter");
    }

    /// <summary>Starts one; the changes made in it are in memory and gone with it.</summary>
    public static async Task<RootFs> StartAsync(string suite, CancellationToken cancellationToken)
    {
        var tree = await RootFsImage.TreeAsync(suite, cancellationToken);
        var work = Directory.CreateTempSubdirectory("mail-factory-rootfs-").FullName;
        var files = Path.Combine(AppContext.BaseDirectory, "Fixtures", "RootFs");
        var holder = Process.Start(
            new ProcessStartInfo("unshare")
            {
                ArgumentList =
                {
                    "--mount",
                    "--pid",
                    "--net",
                    "--uts",
                    "--ipc",
                    "--fork",
                    "--kill-child",
                    "sh",
                    Path.Combine(files, "enter.sh"),
                    tree,
                    work,
                    files,
                },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            var pid = (await holder.StandardOutput.ReadLineAsync(cancellationToken) ?? string.Empty).Replace(
                "pid ",
                string.Empty,
                StringComparison.Ordinal
            );
            if (await holder.StandardOutput.ReadLineAsync(cancellationToken) != "ready")
            {
                throw new InvalidOperationException("the root file system did not start");
            }

            var block = RandomNumberGenerator.GetBytes(2);
            var rootFs = new RootFs(holder, work, pid, $"10.{64 + (block[0] % 64)}.{block[1]}");
            await rootFs.ConnectAsync(cancellationToken);
            return rootFs;
        }
        catch
        {
            await EndAsync(holder, work);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var tool = ToolCommand.Create(
            "nsenter",
            [.. Namespaces, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "sh", "-c", command]
        ) with
        {
            StandardInput = standardInput is null ? null : System.Text.Encoding.UTF8.GetBytes(standardInput),
            Timeout = timeout,
        };
        try
        {
            var result = await ToolRunner.RunAsync(tool, cancellationToken);
            return new GuestResult(command, result.ExitCode, result.StandardOutput, result.StandardError, result.Duration);
        }
        catch (ToolException error)
        {
            throw new GuestException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync(_holder, _work);

    // Everything inside ends with the holder, and what was mounted is gone with it.
    private static async Task EndAsync(Process holder, string work)
    {
        holder.StandardInput.Close();
        await holder.WaitForExitAsync(CancellationToken.None);
        holder.Dispose();
        Directory.Delete(work);
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var link = string.Create(CultureInfo.InvariantCulture, $"mf{_init}");
        await IpAsync(["link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", _init], cancellationToken);
        await IpAsync(["addr", "add", $"{HostAddress}/30", "dev", link], cancellationToken);
        await IpAsync(["link", "set", link, "up"], cancellationToken);
        var inside = await RunAsync(
            $"ip addr add {Address}/30 dev eth0 && ip link set eth0 up",
            null,
            TimeSpan.FromSeconds(10),
            cancellationToken
        );
        inside.EnsureSuccess();
    }

    private static async Task IpAsync(string[] arguments, CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(ToolCommand.Create("ip", arguments), cancellationToken)).EnsureSuccess();
}
