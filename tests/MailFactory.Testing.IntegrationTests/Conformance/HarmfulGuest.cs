using MailFactory.Testing.Guests;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>A guest in which harm is done right before or after one command.</summary>
/// <param name="guest">The guest.</param>
/// <param name="command">The command before which it is done; a word of the one after which it is.</param>
/// <param name="harm">The harm, as a command that must succeed.</param>
/// <param name="isBefore">Whether it is done before the command.</param>
internal sealed class HarmfulGuest(IGuestCommands guest, string command, string harm, bool isBefore) : IGuestCommands
{
    /// <summary>A guest in which harm comes before a command, with it in one shell.</summary>
    public static HarmfulGuest Before(IGuestCommands guest, string command, string harm) => new(guest, command, harm, isBefore: true);

    /// <summary>A guest in which harm comes after every command with a word.</summary>
    public static HarmfulGuest After(IGuestCommands guest, string word, string harm) => new(guest, word, harm, isBefore: false);

    public async Task<GuestResult> RunAsync(string text, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var isBad = isBefore && text == command;
        var result = await guest.RunAsync(isBad ? harm + text : text, standardInput, timeout, cancellationToken);
        if (!isBefore && text.Contains(command, StringComparison.Ordinal))
        {
            (await guest.RunAsync(harm, null, timeout, cancellationToken)).EnsureSuccess();
        }

        return result;
    }
}
