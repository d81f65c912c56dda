using MailFactory.Testing.Guests;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>A guest in which harm is done after one command.</summary>
/// <param name="guest">The guest.</param>
/// <param name="word">A word of the command.</param>
/// <param name="harm">What is run after it.</param>
internal sealed class HarmfulAfter(IGuestCommands guest, string word, string harm) : IGuestCommands
{
    public async Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await guest.RunAsync(command, standardInput, timeout, cancellationToken);
        if (command.Contains(word, StringComparison.Ordinal))
        {
            (await guest.RunAsync(harm, null, timeout, cancellationToken)).EnsureSuccess();
        }

        return result;
    }
}
