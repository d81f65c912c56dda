namespace MailFactory.Testing.Processes;

/// <summary>A host program is missing, failed, or did not end in time.</summary>
internal sealed class ToolException : Exception
{
    /// <summary>Creates the exception with a message that names the program, the cause and the command.</summary>
    public ToolException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message and the error behind it.</summary>
    public ToolException(string message, Exception innerException)
        : base(message, innerException) { }
}
