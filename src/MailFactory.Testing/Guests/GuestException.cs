namespace MailFactory.Testing.Guests;

/// <summary>A guest could not be reached, or a command in it failed or did not end in time.</summary>
internal sealed class GuestException : Exception
{
    /// <summary>Creates the exception with a message that names the guest or command and the cause.</summary>
    public GuestException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message and the error behind it.</summary>
    public GuestException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>What else shows it, one line each: the last lines on a console, the file of a picture.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
