using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>A guest that answers commands by the first of its rules whose words occur in the command.</summary>
internal sealed class ScriptedGuest(params (string Words, int ExitCode, string Output)[] rules) : IGuestCommands
{
    public Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken)
    {
        foreach (var (words, exitCode, output) in rules)
        {
            if (command.Contains(words, StringComparison.Ordinal))
            {
                return Task.FromResult(new GuestResult(command, exitCode, output, string.Empty, TimeSpan.Zero));
            }
        }

        throw new GuestException($"the scripted guest does not know: {command}");
    }
}
