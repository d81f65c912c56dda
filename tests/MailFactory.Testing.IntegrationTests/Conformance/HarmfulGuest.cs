using MailFactory.Testing.Guests;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>A guest in which one command does harm before it does what it should.</summary>
/// <param name="guest">The guest.</param>
/// <param name="command">The command.</param>
/// <param name="harm">What is run before it.</param>
internal sealed class HarmfulGuest(IGuestCommands guest, string command, string harm) : IGuestCommands
{
    public Task<GuestResult> RunAsync(string text, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken) =>
        guest.RunAsync(text == command ? harm + text : text, standardInput, timeout, cancellationToken);
}
