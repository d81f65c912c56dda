namespace MailFactory.Testing.Guests;

/// <summary>How a command in a guest ended.</summary>
/// <param name="Command">The command line.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Duration">How long it ran.</param>
internal sealed record GuestResult(string Command, int ExitCode, string Output, string Error, TimeSpan Duration)
{
    /// <summary>Whether the exit code is zero.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>This result, or a <see cref="GuestException"/> with the command, exit code and last lines when it failed.</summary>
    public GuestResult EnsureSuccess()
    {
        if (IsSuccess)
        {
            return this;
        }

        var text = Error.Trim().Length > 0 ? Error : Output;
        var last = string.Join(" | ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(5));
        throw new GuestException($"a command in the guest ended with exit code {ExitCode}: {last}\n  command: {Command}");
    }
}
