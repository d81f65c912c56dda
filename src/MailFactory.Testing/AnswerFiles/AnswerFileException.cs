namespace MailFactory.Testing.AnswerFiles;

/// <summary>An answer file cannot be rendered.</summary>
internal sealed class AnswerFileException : Exception
{
    /// <summary>Creates the exception with a message that names the template and the cause.</summary>
    public AnswerFileException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message and the error behind it.</summary>
    public AnswerFileException(string message, Exception innerException)
        : base(message, innerException) { }
}
