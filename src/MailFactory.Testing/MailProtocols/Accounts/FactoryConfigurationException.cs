namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>A factory configuration cannot be used; the message names the file and lists everything that is wrong.</summary>
internal sealed class FactoryConfigurationException : Exception
{
    /// <summary>Creates the exception from the file and all its errors.</summary>
    public FactoryConfigurationException(string file, IReadOnlyList<string> errors)
        : base($"{file} cannot be used:\n  {string.Join("\n  ", errors)}") => Errors = errors;

    /// <summary>All errors, each one sentence with the name of the file it is in.</summary>
    public IReadOnlyList<string> Errors { get; }
}
