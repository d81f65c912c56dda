using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Conformance;

/// <summary>A guest that stays the same for the checks while a reboot replaces the connection to it.</summary>
/// <param name="first">The connection before any reboot.</param>
/// <param name="reboot">Reboots and returns the new connection; null when it must not be rebooted.</param>
internal sealed class RebootableGuest(IGuestCommands first, Func<CancellationToken, Task<IGuestCommands>>? reboot) : IGuestCommands
{
    private IGuestCommands _current = first;

    /// <inheritdoc/>
    public Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken) =>
        _current.RunAsync(command, standardInput, timeout, cancellationToken);

    /// <summary>Reboots the guest; later commands go to the new connection.</summary>
    public async Task<IGuestCommands> RebootAsync(CancellationToken cancellationToken)
    {
        _current = await reboot!(cancellationToken).ConfigureAwait(false);
        return this;
    }
}
