using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Conformance;

/// <summary>A guest that stays the same for the checks while a new boot replaces the connection to it.</summary>
/// <param name="first">The connection before any new boot.</param>
internal sealed class RebootableGuest(IGuestCommands first) : IGuestCommands
{
    private IGuestCommands _current = first;

    /// <inheritdoc/>
    public Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken) =>
        _current.RunAsync(command, standardInput, timeout, cancellationToken);

    /// <summary>
    /// What boots the guest anew, such that later commands go to the new connection; null when the guest must not be booted so.
    /// </summary>
    /// <param name="boot">Boots it and returns the new connection; null when it must not be.</param>
    public Func<CancellationToken, Task<IGuestCommands>>? Following(Func<CancellationToken, Task<IGuestCommands>>? boot) =>
        boot is null
            ? null
            : async cancellationToken =>
            {
                _current = await boot(cancellationToken).ConfigureAwait(false);
                return this;
            };
}
