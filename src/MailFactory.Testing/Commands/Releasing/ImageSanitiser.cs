using MailFactory.Testing.Amounts;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>
/// Takes everything that belongs to one run off a copy of an archived disk. No root on the host is needed: a machine does it to
/// itself, as its last act.
/// </summary>
/// <param name="host">The host.</param>
internal sealed class ImageSanitiser(ReleaseHost host)
{
    private const string Folder = "/run/mailfactory";

    private static readonly (string Resource, string File)[] _files =
    [
        ("sanitise.sh", "sanitise"),
        ("mailfactory-first-boot", "sanitise.first-boot"),
        ("mailfactory-first-boot.service", "sanitise.service"),
    ];

    /// <summary>
    /// Boots the machine, whose disk is changed, sanitises it and powers it off; returns who it was. Throws
    /// <see cref="GuestException"/> when it cannot be opened with the run's key or a trace of the run is left, and
    /// <see cref="ReleaseException"/> when it does not power off.
    /// </summary>
    /// <param name="spec">The machine, on an overlay of 4 KiB clusters (<see cref="DiskImage.CreateFineOverlayAsync"/>); its first
    /// forwarded port leads to SSH.</param>
    /// <param name="access">The run's own access.</param>
    /// <param name="cancellationToken">Ends the machine early.</param>
    public async Task<ImageIdentity> SanitiseAsync(MachineSpec spec, SshAccess access, CancellationToken cancellationToken)
    {
        var booted = await BootedGuest
            .StartAsync(spec, access, host.BootTimeout, host.Leases, host.Time, picture: null, cancellationToken)
            .ConfigureAwait(false);
        await using (booted.ConfigureAwait(false))
        {
            // Its last act is to power off, which a guard would take for a failure.
            var before = await GuestIdentity.OfAsync(booted.Guest, host.CommandTimeout, cancellationToken).ConfigureAwait(false);
            await RunScriptAsync(booted.Guest, access, cancellationToken).ConfigureAwait(false);
            await booted.Guest.DisposeAsync().ConfigureAwait(false);
            await PoweredOffAsync(booted.Machine, cancellationToken).ConfigureAwait(false);
            return before;
        }
    }

    private async Task RunScriptAsync(SshGuest guest, SshAccess access, CancellationToken cancellationToken)
    {
        foreach (var (resource, file) in _files)
        {
            var upload = await guest
                .RunAsync(
                    $"mkdir -p {Folder} && cat > {Folder}/{file}",
                    EmbeddedScript.Read(resource),
                    host.CommandTimeout,
                    cancellationToken
                )
                .ConfigureAwait(false);
            upload.EnsureSuccess();
        }

        var key = await PublicKey.OfAsync(access.PrivateKeyPath, cancellationToken).ConfigureAwait(false);
        var script = await guest
            .RunAsync($"sh {Folder}/sanitise {ShellText.Quote(access.User)}", $"{key}\n", host.SanitiseTimeout, cancellationToken)
            .ConfigureAwait(false);
        script.EnsureSuccess();
    }

    private async Task PoweredOffAsync(Machine machine, CancellationToken cancellationToken)
    {
        try
        {
            var exit = await machine.Exit.WaitAsync(host.BootTimeout, host.Time, cancellationToken).ConfigureAwait(false);
            if (exit.ShutdownReason != MachineExit.GuestShutdown)
            {
                throw new ReleaseException(
                    FailureClass.Product,
                    $"{machine.Spec.Name}: the machine ended with '{exit.ShutdownReason}' instead of powering off; log: "
                        + $"{machine.Spec.LogPath}"
                );
            }
        }
        catch (TimeoutException)
        {
            throw new ReleaseException(
                FailureClass.Product,
                $"{machine.Spec.Name}: the machine was sanitised and did not power off within {Spans.Seconds(host.BootTimeout)}"
                    + $"; console: {machine.Spec.Serial.Path}"
            );
        }
    }
}
