namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>The rules an installer's console is to be read by are missing or wrong.</summary>
internal sealed class InstallRulesException : Exception
{
    /// <summary>Creates the exception with a message that names the file and what is wrong in it.</summary>
    public InstallRulesException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message and the error behind it.</summary>
    public InstallRulesException(string message, Exception innerException)
        : base(message, innerException) { }
}
