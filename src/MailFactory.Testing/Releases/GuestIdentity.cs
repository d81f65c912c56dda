using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Releases;

/// <summary>Asks a running guest who it is.</summary>
internal static class GuestIdentity
{
    public static async Task<ImageIdentity> OfAsync(IGuestCommands guest, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var id = await AskAsync(guest, "cat /etc/machine-id", timeout, cancellationToken).ConfigureAwait(false);
        var keys = await AskAsync(guest, "cut -d' ' -f1,2 /etc/ssh/ssh_host_*_key.pub", timeout, cancellationToken).ConfigureAwait(false);
        return new ImageIdentity(
            id.Trim(),
            [.. keys.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)]
        );
    }

    public static async Task<string> AskAsync(
        IGuestCommands guest,
        string command,
        TimeSpan timeout,
        CancellationToken cancellationToken
    ) => (await guest.RunAsync(command, standardInput: null, timeout, cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output;
}
