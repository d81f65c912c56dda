using System.Diagnostics;
using System.Globalization;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>
/// A real SSH server (dropbear) behind the forwarded port, with users who exist for this process only (nss_wrapper) and commands
/// that are answered as the installed system would. Root comes in with the user's key, so that letting it in is answered only.
/// </summary>
internal sealed class SshDoor : IDisposable
{
    private const string PowerOffFile = "poweroff";
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);
    private readonly DirectoryInfo _folder;
    private readonly Process _server;

    private SshDoor(DirectoryInfo folder, Process server)
    {
        _folder = folder;
        _server = server;
    }

    /// <summary>Opens the door on a port of the loopback address.</summary>
    /// <param name="port">The port.</param>
    /// <param name="system">The installed system.</param>
    /// <param name="console">The recorded console.</param>
    /// <param name="hostKey">The system's host key, made when it is not there.</param>
    public static async Task<SshDoor> OpenAsync(int port, DiskState system, string console, string hostKey)
    {
        var folder = Directory.CreateTempSubdirectory("replay-ssh-");
        var home = folder.CreateSubdirectory("home");
        await File.WriteAllTextAsync(Path.Combine(home.CreateSubdirectory(".ssh").FullName, "authorized_keys"), $"{system.PublicKey}\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "os-release"), system.OsRelease);
        var answer = Path.Combine(folder.FullName, "answer.sh");
        await File.WriteAllTextAsync(
            answer,
            $"""
            case "$SSH_ORIGINAL_COMMAND" in
                *authorized_keys*) cat '{hostKey}.pub' ;;
                *dpkg-query*) printf 'base-files 1\nopenssh-server 1\n' ;;
                *"systemctl poweroff"*) touch {folder.FullName}/{PowerOffFile} ;;
                *ttyS0*) word=$(printf '%s' "$SSH_ORIGINAL_COMMAND" | grep -o '"[0-9a-f]* ' | head -n 1 | tr -d '" '); printf '\n%s %s\n' "$word" "$(cut -d' ' -f1,2 '{hostKey}.pub')" >> '{console}' ;;
                *"id -u"*) echo 0 ;;
                *"ss -H -ltn"*) echo 'LISTEN 0 4096 0.0.0.0:5355 0.0.0.0:*' ;;
                *cloud-init*) echo 'status: done' ;;
                *os-release*) cat {folder.FullName}/os-release ;;
                *) sh -c "$SSH_ORIGINAL_COMMAND" ;;
            esac

            """
        );
        var ids = (await ToolRunner.RunAsync(ToolCommand.Create("id", "-u"), CancellationToken.None)).EnsureSuccess().StandardOutput.Trim();
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "passwd"),
            $"mailtest:x:{ids}:{ids}::{home.FullName}:/bin/sh\nroot:x:{ids}:{ids}::{home.FullName}:/bin/sh\n"
        );
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "group"), $"mailtest:x:{ids}:\n");
        if (!File.Exists($"{hostKey}.pub"))
        {
            // An installed system keeps its host key from boot to boot.
            var made = (
                await ToolRunner.RunAsync(ToolCommand.Create("dropbearkey", "-t", "ed25519", "-f", hostKey), CancellationToken.None)
            ).EnsureSuccess();
            await File.WriteAllTextAsync(
                $"{hostKey}.pub",
                made.StandardOutput.Split('\n').First(line => line.StartsWith("ssh-", StringComparison.Ordinal))
            );
        }

        return new SshDoor(folder, Start(port, folder.FullName, hostKey, answer));
    }

    /// <summary>Completes when somebody who came in has told the system to power off.</summary>
    public async Task WhenPoweredOffAsync()
    {
        while (!File.Exists(Path.Combine(_folder.FullName, PowerOffFile)))
        {
            await Task.Delay(_interval);
        }
    }

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Process Start(int port, string folder, string host, string answer)
    {
        var start = new ProcessStartInfo("dropbear")
        {
            ArgumentList =
            {
                "-F",
                "-E",
                "-s",
                "-p",
                string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
                "-r",
                host,
                "-P",
                Path.Combine(folder, "pid"),
                "-c",
                $"sh {answer}",
            },
            Environment =
            {
                ["LD_PRELOAD"] = "libnss_wrapper.so",
                ["NSS_WRAPPER_PASSWD"] = Path.Combine(folder, "passwd"),
                ["NSS_WRAPPER_GROUP"] = Path.Combine(folder, "group"),
            },
        };
        return Process.Start(start)!;
    }
}
