using System.Security.Cryptography;
using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Machines;

/// <summary>
/// Proves at a machine's first boot that the SSH server that answers is the machine's own: the machine prints its host keys on its
/// serial console, which nobody else can write to. Later connections are held to that key.
/// </summary>
internal static class HostKeyProof
{
    private const int Attempts = 3;
    private const int LinesRead = 200;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Throws <see cref="GuestException"/> when the console does not name the key that SSH offered.</summary>
    public static async Task RunAsync(
        SshGuest guest,
        SerialPort console,
        TimeSpan bootTimeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // The kernel may write into the midst of a line, so it is printed again.
        var word = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var print = $"for key in /etc/ssh/ssh_host_*_key.pub; do echo; echo \"{word} $(cut -d' ' -f1,2 \"$key\")\"; done > /dev/ttyS0";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            (await guest.RunAsync(print, standardInput: null, bootTimeout, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
            if (
                await IsNamedAsync(console, $"{word} {guest.HostKey}", bootTimeout / (6 * Attempts), time, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                return;
            }
        }

        throw new GuestException(
            $"SSH offered the host key {guest.HostKey}, and that is none of those that the machine printed on its console {console.Path}"
        );
    }

    private static Task<bool> IsNamedAsync(
        SerialPort console,
        string line,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        Wait.WhetherAsync(
            async token =>
                (await SerialReader.TailAsync(console.Path, LinesRead, token).ConfigureAwait(false)).Any(text =>
                    text.Contains(line, StringComparison.Ordinal)
                ),
            limit,
            _interval,
            time,
            cancellationToken
        );
}
