namespace MailFactory.Testing.Distros;

/// <summary>The catalogue is wrong, or something was asked for that it does not hold.</summary>
internal sealed class CatalogException : Exception
{
    /// <summary>Creates the exception with a message that names the file or value and what is allowed.</summary>
    public CatalogException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message and the error behind it.</summary>
    public CatalogException(string message, Exception innerException)
        : base(message, innerException) { }
}
