using MailFactory.Testing.Guests;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Machines;

/// <summary>
/// A machine that was started on a disk and answers over SSH, under a guard from its first moment on: a kernel that panics while it
/// boots is told within seconds, not when a connection times out.
/// </summary>
internal sealed class BootedGuest : IAsyncDisposable
{
    private const int LinesShown = 15;
    private static readonly TimeSpan _pictureLimit = TimeSpan.FromSeconds(10);

    private readonly MachineGuard _guard;
    private readonly LiveScreen _screen;

    private BootedGuest(Machine machine, LiveScreen screen, MachineGuard guard, SshGuest guest, TimeSpan bootTime)
    {
        (Machine, _screen, _guard, Guest, BootTime) = (machine, screen, guard, guest, bootTime);
    }

    /// <summary>The machine.</summary>
    public Machine Machine { get; }

    /// <summary>The connection.</summary>
    public SshGuest Guest { get; }

    /// <summary>From power-on to the first login.</summary>
    public TimeSpan BootTime { get; }

    /// <summary>
    /// Starts the machine and logs in. Throws <see cref="GuestException"/> when it does not let us in in time, with its last lines and,
    /// where a file was named, the picture of its screen as evidence, and <see cref="MachineFailedException"/> when the machine fails.
    /// </summary>
    /// <param name="spec">The machine; its disk is changed, so it should be an overlay.</param>
    /// <param name="access">How to log in.</param>
    /// <param name="limit">How long it may take, scaled for the accelerator.</param>
    /// <param name="leases">Where the machine is registered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="picture">The file for a picture of the screen when it goes wrong; none is taken when null.</param>
    /// <param name="cancellationToken">Ends the machine early.</param>
    public static async Task<BootedGuest> StartAsync(
        MachineSpec spec,
        SshAccess access,
        TimeSpan limit,
        LeaseRegistry leases,
        TimeProvider time,
        string? picture,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        var machine = await Machine.StartAsync(spec, leases, time, cancellationToken).ConfigureAwait(false);
        var screen = LiveScreen.Start(machine, time);
        try
        {
            var guard = new MachineGuard(machine, new InstallTimeouts { Held = limit / 3 }, time);
            var guest = await guard
                .DoAsync(token => SshGuest.ConnectAsync(access, limit, time, token), cancellationToken)
                .ConfigureAwait(false);
            return new BootedGuest(machine, screen, guard, guest, time.GetElapsedTime(started));
        }
        catch (GuestException error)
        {
            var evidence = await EvidenceAsync(machine, picture).ConfigureAwait(false);
            await screen.DisposeAsync().ConfigureAwait(false);
            await machine.DisposeAsync().ConfigureAwait(false);
            throw new GuestException(error.Message, error) { Evidence = evidence };
        }
        catch
        {
            await screen.DisposeAsync().ConfigureAwait(false);
            await machine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Does work with the guest as long as the machine is well; throws <see cref="MachineFailedException"/> when it fails.
    /// </summary>
    public Task<T> DoAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _guard.DoAsync(work, cancellationToken);

    /// <summary>Closes the connection and ends the machine.</summary>
    public async ValueTask DisposeAsync()
    {
        await Guest.DisposeAsync().ConfigureAwait(false);
        await _screen.DisposeAsync().ConfigureAwait(false);
        await Machine.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<string>> EvidenceAsync(Machine machine, string? picture)
    {
        using var limit = new CancellationTokenSource(_pictureLimit);
        var lines = await machine.SerialTailAsync(LinesShown, CancellationToken.None).ConfigureAwait(false);
        string[] evidence = lines.Count == 0 ? ["nothing came over the serial console"] : ["last lines on the serial console:", .. lines];
        try
        {
            await (picture is null ? Task.CompletedTask : machine.ScreenshotAsync(picture, limit.Token)).ConfigureAwait(false);
            return picture is null ? evidence : [$"picture of the screen: {Path.GetFileName(picture)}", .. evidence];
        }
        catch (Exception error) when (error is QmpException or OperationCanceledException)
        {
            return evidence;
        }
    }
}
