using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>
/// Lets the machine of a mail test continue from a saved state when there is one that fits, and saves its states for later runs. Whatever is
/// not as it should be costs nothing but the time of a boot: the state is removed and the reason told.
/// </summary>
internal sealed class WarmStart
{
    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(30);

    private readonly RunFrame _frame;
    private readonly QemuHost _qemu;
    private readonly Distro _distro;
    private readonly StateStore _store;
    private readonly InputKey _booted;
    private readonly InputKey? _provisioned;

    private WarmStart(RunFrame frame, QemuHost qemu, Distro distro, InputKey booted, string? server)
    {
        (_frame, _qemu, _distro, _booted) = (frame, qemu, distro, booted);
        _provisioned = server is null ? null : booted.WithServer(server);
        _store = new StateStore(frame.Options.Layout.WarmStates, frame.Time);
    }

    /// <summary>
    /// What can be gone on from for a machine; null when that can be nothing, as cloud-init takes another key from its seed in each run.
    /// </summary>
    /// <param name="frame">The run.</param>
    /// <param name="qemu">What it takes to start a machine.</param>
    /// <param name="distro">The distro.</param>
    /// <param name="disk">The disk that the machine's own is an overlay of.</param>
    /// <param name="spec">The machine.</param>
    /// <param name="server">The digest of what makes its mail server; null when that is not saved.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<WarmStart?> OfAsync(
        RunFrame frame,
        QemuHost qemu,
        Distro distro,
        TestDisk disk,
        MachineSpec spec,
        string? server,
        CancellationToken cancellationToken
    )
    {
        if (disk.SeedPath is not null)
        {
            return null;
        }

        var key = await StateKey
            .OfAsync(
                spec,
                (disk.Path, disk.Sha256),
                disk.Bytes,
                disk.User,
                qemu.Version,
                await File.ReadAllTextAsync("/proc/cpuinfo", cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        return new WarmStart(frame, qemu, distro, key, server);
    }

    /// <summary>
    /// The machine as it continues, on a copy of the state's disk, and the state; null when there is none or the run asks for a fresh start.
    /// </summary>
    public async Task<(BootedGuest Guest, SavedState State)?> TryAsync(
        MachineSpec spec,
        SshAccess access,
        CancellationToken cancellationToken
    )
    {
        if (_frame.Options.Fresh)
        {
            return null;
        }

        foreach (var (point, key) in new[] { (StatePoint.Provisioned, _provisioned), (StatePoint.Booted, _booted) })
        {
            if (key is null)
            {
                continue;
            }

            var lookup = _store.Find(_distro.Id, point, key);
            if (lookup.State is not { } state)
            {
                Tell(point, lookup);
            }
            else if (await TryAsync(state, spec, access, cancellationToken).ConfigureAwait(false) is { } guest)
            {
                return (guest, state);
            }
        }

        return null;
    }

    /// <summary>Saves the machine, which keeps running; says why when it cannot be saved.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="guest">The connection to it.</param>
    /// <param name="took">How long it took to come this far.</param>
    /// <param name="server">Its mail server; null when it has none yet.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task SaveAsync(Machine machine, SshGuest guest, TimeSpan took, SavedServer? server, CancellationToken cancellationToken)
    {
        var point = server is null ? StatePoint.Booted : StatePoint.Provisioned;
        if ((server is null ? _booted : _provisioned) is not { } key)
        {
            return;
        }

        var started = _frame.Time.GetTimestamp();
        try
        {
            if (_store.Shortage(machine.Spec) is { } shortage)
            {
                _frame.Say(_distro, $"the machine is not saved for later runs: {shortage}");
                return;
            }

            var network = await GuestNetwork.AskAsync(guest, NameAsked, _frame.Scaled(_answer), cancellationToken).ConfigureAwait(false);
            var state = await _store
                .SaveAsync(
                    machine,
                    new SavedState
                    {
                        Distro = _distro.Id,
                        Point = point,
                        Key = key.Value,
                        Inputs = key.Inputs,
                        HostKey = guest.HostKey,
                        Network = network,
                        Saved = _frame.Time.GetUtcNow(),
                        Seconds = took.TotalSeconds,
                        Server = server,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            _frame.Log.Information(
                "{Distro}: saved {State} for later runs in {Seconds:0.0} s, {Megabytes:0} MB",
                _distro.Id,
                state.ToString(),
                _frame.Time.GetElapsedTime(started).TotalSeconds,
                state.Bytes / 1e6
            );
        }
        catch (Exception error) when (IsDoubt(error))
        {
            _frame.Say(_distro, $"the machine is not saved for later runs: {FirstLine(error)}");
        }
    }

    private string NameAsked => _frame.Options.Mirror.Host;

    private async Task<BootedGuest?> TryAsync(SavedState state, MachineSpec spec, SshAccess access, CancellationToken cancellationToken)
    {
        BootedGuest? guest = null;
        var limit = _frame.Scaled(_answer);
        try
        {
            await _store.CopyDiskAsync(state, spec.Disks[0].Path, cancellationToken).ConfigureAwait(false);
            guest = await BootedGuest
                .StartAsync(
                    spec with
                    {
                        Memory = _store.MemoryOf(state),
                    },
                    access with
                    {
                        HostKey = state.HostKey,
                        IsKeyNew = false,
                    },
                    limit,
                    _qemu.Leases,
                    _frame.Time,
                    picture: null,
                    cancellationToken
                )
                .ConfigureAwait(false);
            var doubt = await guest
                .DoAsync(
                    token => GuestRenewal.RunAsync(guest.Guest, state.Network, NameAsked, limit, _frame.Time, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (doubt is null)
            {
                _frame.Say(
                    _distro,
                    string.Create(CultureInfo.InvariantCulture, $"continues from {state}, after {Spans.TenthsOfSeconds(guest.BootTime)}")
                );
                return guest;
            }

            await DropAsync(state, guest, spec, doubt).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (IsDoubt(error))
        {
            await DropAsync(state, guest, spec, FirstLine(error)).ConfigureAwait(false);
            return null;
        }
        catch
        {
            if (guest is not null)
            {
                await guest.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task DropAsync(SavedState state, BootedGuest? guest, MachineSpec spec, string reason)
    {
        if (guest is not null)
        {
            await guest.DisposeAsync().ConfigureAwait(false);
        }

        File.Delete(spec.Disks[0].Path);
        _store.Remove(state);
        _frame.Say(_distro, $"{state} was not used, and is removed: {reason}");
    }

    private void Tell(StatePoint point, StateLookup lookup)
    {
        var what = point == StatePoint.Booted ? "a machine that has booted" : "a machine with its mail server";
        if (lookup.IsExpected)
        {
            _frame.Log.Information("{Distro}: no saved state of {What}: {Reason}", _distro.Id, what, lookup.Reason);
        }
        else
        {
            _frame.Say(_distro, $"the saved state of {what} is not used: {lookup.Reason}");
        }
    }

    private static bool IsDoubt(Exception error) =>
        error is MachineException or MachineFailedException or GuestException or QmpException or IOException or UnauthorizedAccessException;

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim();
}
