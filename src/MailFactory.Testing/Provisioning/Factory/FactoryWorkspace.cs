using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>
/// The folder of one run, which only its owner may enter: a copy of the checkout, as Mail Server Factory writes into it; the
/// configuration; and programs named ssh, scp and ping that come first on its PATH, as it passes them no options.
/// </summary>
internal sealed class FactoryWorkspace : IDisposable
{
    private const int DefaultPort = 22;

    private static readonly TimeSpan _copyTimeout = TimeSpan.FromMinutes(5);
    private static readonly string[] _leftOut = [".git", ".gradle"];
    private readonly ScratchFolder _folder;

    private FactoryWorkspace(ScratchFolder folder) => _folder = folder;

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The copy of the checkout; the process has to start in it.</summary>
    public string Checkout => _folder.PathOf("checkout");

    /// <summary>The copy of the jar.</summary>
    public string Jar => _folder.PathOf("Application.jar");

    /// <summary>Where it keeps its own logs.</summary>
    public string Home => _folder.PathOf("home");

    /// <summary>What stands for /tmp.</summary>
    public string Temp => _folder.PathOf("tmp");

    /// <summary>The folder of the programs that come first on PATH.</summary>
    public string Shims => _folder.PathOf("shims");

    /// <summary>What it prints, secrets and all.</summary>
    public string RawLog => _folder.PathOf("raw.log");

    /// <summary>Where the configuration is written.</summary>
    public string Configuration => _folder.PathOf("configuration");

    /// <summary>The run's private key.</summary>
    private string Key => _folder.PathOf("key");

    /// <summary>
    /// Makes the folder; throws <see cref="ToolException"/> when its path has a blank, at which Mail Server Factory splits its commands.
    /// </summary>
    public static async Task<FactoryWorkspace> CreateAsync(FactoryRequest request, CancellationToken cancellationToken)
    {
        var workspace = new FactoryWorkspace(ScratchFolder.Create("factory"));
        try
        {
            if (workspace.Folder.Any(char.IsWhiteSpace))
            {
                throw new ToolException(
                    $"Mail Server Factory cannot work in {workspace.Folder}, as it splits commands at blanks; set TMPDIR to another folder"
                );
            }

            foreach (var folder in (string[])[workspace.Checkout, workspace.Home, workspace.Temp, workspace.Shims, workspace.Configuration])
            {
                Directory.CreateDirectory(folder);
            }

            await CopyAsync(request.Installation.Home, workspace.Checkout, cancellationToken).ConfigureAwait(false);
            File.Copy(request.Installation.Jar, workspace.Jar);
            File.Copy(request.Access.PrivateKeyPath, workspace.Key);
            LinuxFile.SetMode(workspace.Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    /// <summary>The public half of the run's key.</summary>
    public async Task<string> PublicKeyAsync(CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(ToolCommand.Create("ssh-keygen", "-y", "-f", Key), cancellationToken).ConfigureAwait(false))
            .EnsureSuccess()
            .StandardOutput.Trim();

    /// <summary>Writes the programs and what ssh is to believe.</summary>
    /// <param name="access">How the machine is reached.</param>
    /// <param name="hostKeys">The machine's host keys as it told them itself.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task WriteShimsAsync(SshAccess access, IEnumerable<string> hostKeys, CancellationToken cancellationToken)
    {
        var config = _folder.PathOf("ssh_config");
        var known = _folder.PathOf("known_hosts");
        // The default port is not written (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
        var name = access.Port == DefaultPort ? access.Host : $"[{access.Host}]:{access.Port}";
        await File.WriteAllLinesAsync(known, hostKeys.Select(key => $"{name} {key}"), cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(
                config,
                $"""
                Host *
                    BatchMode yes
                    IdentityFile {Key}
                    IdentitiesOnly yes
                    IdentityAgent none
                    UserKnownHostsFile {known}
                    GlobalKnownHostsFile /dev/null
                    StrictHostKeyChecking yes
                    ConnectTimeout 30
                    ServerAliveInterval 15
                    ServerAliveCountMax 8

                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var program in (string[])["ssh", "scp"])
        {
            await ShimAsync(program, $"exec {ShellText.Quote(ChildProcess.Require(program))} -F {config} \"$@\"\n", cancellationToken)
                .ConfigureAwait(false);
        }

        // The address of a forwarded port always answers to ping; the machine is there when its SSH server greets.
        await ShimAsync(
                "ping",
                $"""
                if {ShellText.Quote(
                    ChildProcess.Require("ssh-keyscan")
                )} -T 5 -t ed25519 -p {access.Port} {access.Host} 2>&1 | grep -q SSH-2.0; then
                    echo '1 packets transmitted, 1 received, 0% packet loss'
                    exit 0
                fi
                echo '1 packets transmitted, 0 received, 100% packet loss'
                exit 1

                """,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => _folder.Dispose();

    private async Task ShimAsync(string name, string body, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Shims, name);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{body}", cancellationToken).ConfigureAwait(false);
        LinuxFile.SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var entries = Directory
            .EnumerateFileSystemEntries(from)
            .Where(entry => !_leftOut.Contains(Path.GetFileName(entry)))
            .Order(StringComparer.Ordinal);
        var copy = ToolCommand.Create("cp", ["-R", "-p", "--", .. entries, to]) with { Timeout = _copyTimeout };
        (await ToolRunner.RunAsync(copy, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
    }
}
