using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Machines;

/// <summary>Proves an installed disk: it boots alone, SSH answers with our key, and it is the distro asked for.</summary>
internal static class BootProof
{
    /// <summary>
    /// Boots the machine, asks it and ends it; throws <see cref="GuestException"/> when SSH does not answer in time or the
    /// system is another one, and <see cref="MachineFailedException"/> when the machine fails. The disk should be an overlay, so that what
    /// is archived is what the installer left.
    /// </summary>
    public static async Task<BootProofResult> RunAsync(
        Distro distro,
        MachineSpec spec,
        SshAccess access,
        TimeSpan bootTimeout,
        LeaseRegistry leases,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var booted = await BootedGuest
            .StartAsync(spec, access, bootTimeout, leases, time, picture: null, cancellationToken)
            .ConfigureAwait(false);
        await using (booted.ConfigureAwait(false))
        {
            return await booted
                .DoAsync(token => AskAsync(distro, spec, booted, bootTimeout, time, token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<BootProofResult> AskAsync(
        Distro distro,
        MachineSpec spec,
        BootedGuest booted,
        TimeSpan bootTimeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var guest = booted.Guest;
        var os = OsRelease.Parse(await AskAsync(guest, "cat /etc/os-release", bootTimeout, cancellationToken).ConfigureAwait(false));
        if (!os.Is(distro.OsReleaseId, distro.OsReleaseVersion))
        {
            throw new GuestException(
                $"the installed system is '{os.PrettyName}' ({os.Id} {os.VersionId}), not {distro.OsReleaseId} {distro.OsReleaseVersion}"
            );
        }

        await HostKeyProof.RunAsync(guest, spec.Serial, bootTimeout, time, cancellationToken).ConfigureAwait(false);
        var packages = await InstalledPackages.ReadAsync(guest, bootTimeout, cancellationToken).ConfigureAwait(false);
        return new BootProofResult(os.PrettyName, booted.BootTime, packages, guest.HostKey);
    }

    private static async Task<string> AskAsync(SshGuest guest, string command, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await guest.RunAsync(command, standardInput: null, timeout, cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output;
}
