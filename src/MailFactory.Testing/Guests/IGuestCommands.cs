namespace MailFactory.Testing.Guests;

/// <summary>Runs commands as root inside a guest: over SSH for a machine, by chroot for a root file system in tests.</summary>
internal interface IGuestCommands
{
    /// <summary>
    /// Runs a POSIX shell command as root and returns its result whatever the exit code is; throws
    /// <see cref="GuestException"/> when the guest cannot be reached or the time limit passes.
    /// </summary>
    /// <param name="command">A command line for <c>sh -c</c>; it must hold no secret, as it is logged. Pass secrets on standard
    /// input.</param>
    /// <param name="standardInput">Text for standard input; empty when null.</param>
    /// <param name="timeout">How long the command may run.</param>
    /// <param name="cancellationToken">Ends the command early.</param>
    Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken);
}
