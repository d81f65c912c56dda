using MailFactory.Testing.Amounts;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>Boots the canary under one accelerator and judges it.</summary>
/// <param name="program">QEMU.</param>
/// <param name="idle">The boot sector with next to no work.</param>
/// <param name="busy">The boot sector with measured work.</param>
/// <param name="nativeLoop">How long the work takes on the host's own processor.</param>
internal sealed class Canary(string program, string idle, string busy, TimeSpan nativeLoop)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _lastLimit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a canary may take; a sound one takes a fraction of a second. KVM that crawls is broken, and emulation does
    /// instead; behind emulation there is nothing, and on a host with much else to do it is only slow.
    /// </summary>
    public static TimeSpan LimitOf(Accelerator accelerator) => accelerator.Kind == AcceleratorKind.Tcg ? _lastLimit : _limit;

    /// <summary>Tries one accelerator.</summary>
    public async Task<AcceleratorCandidate> TryAsync(Accelerator accelerator, CancellationToken cancellationToken)
    {
        var first = await BootAsync(accelerator, idle, cancellationToken).ConfigureAwait(false);
        if (first.Complaint is { } complaint)
        {
            return Unproven(accelerator, first.Duration, complaint);
        }

        var second = await BootAsync(accelerator, busy, cancellationToken).ConfigureAwait(false);
        if (second.Complaint is { } workComplaint)
        {
            return Unproven(
                accelerator,
                second.Duration,
                $"a test guest ran to its end in {Spans.Milliseconds(first.Duration)}, but not with a calculation to do: {workComplaint}"
            );
        }

        return new AcceleratorCandidate
        {
            Accelerator = accelerator,
            IsProven = true,
            Duration = first.Duration,
            SpeedFactor = SpeedOf(nativeLoop, first.Duration, second.Duration),
            Reason =
                $"a test guest ran to its end in {Spans.Milliseconds(first.Duration)}, with a calculation to do in {Spans.Milliseconds(second.Duration)}",
        };
    }

    /// <summary>
    /// The speed relative to the host's own processor, at most 1: nothing runs faster than that, so a shorter time only says
    /// that a busy host disturbed the measurement.
    /// </summary>
    internal static double SpeedOf(TimeSpan nativeLoop, TimeSpan idle, TimeSpan busy) =>
        busy - idle <= nativeLoop ? 1 : Math.Round(nativeLoop / (busy - idle), 2);

    private static AcceleratorCandidate Unproven(Accelerator accelerator, TimeSpan duration, string reason) =>
        new()
        {
            Accelerator = accelerator,
            IsProven = false,
            Duration = duration,
            Reason = reason,
        };

    private async Task<(TimeSpan Duration, string? Complaint)> BootAsync(
        Accelerator accelerator,
        string sector,
        CancellationToken cancellationToken
    )
    {
        var limit = LimitOf(accelerator);
        // The plain pc machine: its BIOS boots an IDE disk of a single sector, q35's does not. timeout(1) ends a stuck one even
        // when this run is killed meanwhile.
        var command = ToolCommand.Create(
            "timeout",
            [
                "--signal=KILL",
                $"{2 * limit.TotalSeconds:0}",
                program,
                "-M",
                "pc",
                .. accelerator.Arguments,
                "-m",
                "64",
                "-nodefaults",
                "-display",
                "none",
                "-no-reboot",
                "-device",
                $"isa-debug-exit,iobase=0x{CanaryBootSector.ExitPort:x},iosize=0x04",
                "-drive",
                $"file={QemuOption.Value(sector)},format=raw,if=ide,snapshot=on",
            ]
        ) with
        {
            Timeout = limit,
        };
        try
        {
            var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
            return (result.Duration, result.ExitCode == CanaryBootSector.ExitCode ? null : Complaint(result));
        }
        catch (ToolException)
        {
            return (limit, $"the test guest did not end within {Spans.Seconds(limit)}");
        }
    }

    private static string Complaint(ToolResult result)
    {
        var said = result
            .StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault();
        return said ?? $"QEMU ended with exit code {result.ExitCode} instead of {CanaryBootSector.ExitCode}: the guest reset or stopped";
    }
}
