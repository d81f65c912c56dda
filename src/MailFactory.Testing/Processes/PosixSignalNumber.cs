namespace MailFactory.Testing.Processes;

/// <summary>The signals this project sends, with their numbers on Linux (signal(7)).</summary>
internal enum PosixSignalNumber
{
    /// <summary>End at once; cannot be refused.</summary>
    Kill = 9,

    /// <summary>Please end.</summary>
    Terminate = 15,
}
