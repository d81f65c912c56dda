using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>The guest of a replayed machine: prints what the script says and ends as it says.</summary>
internal sealed partial class Guest(MachineArguments machine, MachineScript script, QmpServer qmp) : IAsyncDisposable
{
    private const int Pieces = 20;
    private SshDoor? _door;

    /// <summary>Runs the machine and returns QEMU's exit code.</summary>
    public async Task<int> RunAsync()
    {
        foreach (var path in machine.SerialPaths)
        {
            await File.WriteAllTextAsync(path, string.Empty);
        }

        await qmp.Continued;
        var life = machine.InitrdPath is null ? BootAsync() : InstallAsync();
        await Task.WhenAny(life, qmp.Quit);
        return life.IsCompleted ? await life : 0;
    }

    public ValueTask DisposeAsync()
    {
        _door?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> InstallAsync()
    {
        var answers = await Answers.ReadAsync(machine);
        if (script.Log is { } log)
        {
            await File.WriteAllTextAsync(machine.SerialPaths[1], await File.ReadAllTextAsync(log));
        }

        var text = script.Console is { } console ? await File.ReadAllTextAsync(console) : string.Empty;
        await PrintAsync(NonceText().Replace(text, answers.Nonce) + script.Tail);
        if (script.End is GuestEnd.PowerOff or GuestEnd.Reboot)
        {
            await new DiskState(script.OsRelease, script.IsKeyInstalled ? answers.PublicKey : string.Empty).WriteAsync(machine.DiskPath);
        }

        return await EndAsync();
    }

    private async Task<int> BootAsync()
    {
        var system = await DiskState.ReadAsync(machine.DiskPath);
        if (system is null || script.End != GuestEnd.Run)
        {
            await PrintAsync("Booting from Hard Disk...\r\nBoot failed: not a bootable disk\r\n");
            return await EndAsync();
        }

        if (machine.SeedPath is not null)
        {
            system = system with { PublicKey = (await Answers.ReadAsync(machine)).PublicKey };
        }

        await PrintAsync("GRUB loading.\nLinux version 6.1\nlogin: ");
        _door = machine.SshPort is { } port ? await SshDoor.OpenAsync(port, system, machine.SerialPaths[0], HostKey()) : null;
        await Task.WhenAny(qmp.PoweredDown, _door?.WhenPoweredOffAsync() ?? qmp.PoweredDown);
        await ShutdownAsync("guest-shutdown");
        return 0;
    }

    // One for each distro, beside the script.
    private string HostKey() =>
        Path.Combine(
            Path.GetDirectoryName(Environment.GetEnvironmentVariable("REPLAY_SCRIPT"))!,
            $"host-key-{machine.Name[(machine.Name.LastIndexOf('_') + 1)..]}"
        );

    private async Task<int> EndAsync()
    {
        switch (script.End)
        {
            case GuestEnd.PowerOff:
                await ShutdownAsync("guest-shutdown");
                return 0;
            case GuestEnd.Reboot:
                await ShutdownAsync("guest-reset");
                return 0;
            case GuestEnd.Die:
                return 1;
            case GuestEnd.HostDiskFull:
                await qmp.SendEventAsync(
                    "BLOCK_IO_ERROR",
                    new JsonObject
                    {
                        ["device"] = "virtio0",
                        ["operation"] = "write",
                        ["action"] = "stop",
                        ["nospace"] = true,
                        ["reason"] = "No space left on device",
                    }
                );
                await qmp.SendEventAsync("STOP", []);
                break;
        }

        qmp.IsDiskBusy = false;
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    // For those who measure how soon anybody notices.
    private async Task ShutdownAsync(string reason)
    {
        if (Environment.GetEnvironmentVariable("REPLAY_SHUTDOWNS") is { } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, machine.Name), $"{TimeProvider.System.GetUtcNow():O}");
        }

        await qmp.SendEventAsync("SHUTDOWN", new JsonObject { ["guest"] = true, ["reason"] = reason });
    }

    private async Task PrintAsync(string text)
    {
        var size = Math.Max(1, text.Length / Pieces);
        foreach (var piece in text.Chunk(size))
        {
            await File.AppendAllTextAsync(machine.SerialPaths[0], new string(piece));
            await Task.Delay(TimeSpan.FromSeconds(script.Seconds / Pieces));
        }
    }

    [GeneratedRegex("MAILFACTORY-INSTALL-OK abc123")]
    private static partial Regex NonceText();
}
