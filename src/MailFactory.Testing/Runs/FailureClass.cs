namespace MailFactory.Testing.Runs;

/// <summary>What a failure is due to; the number is the exit code of the whole command.</summary>
public enum FailureClass
{
    /// <summary>Nothing failed.</summary>
    None = 0,

    /// <summary>A distro, server or check failed.</summary>
    Product = 1,

    /// <summary>The host or the network is in the way.</summary>
    Infrastructure = 2,

    /// <summary>The command line or the configuration is wrong.</summary>
    Configuration = 3,

    /// <summary>Somebody stopped the run.</summary>
    Cancelled = 4,
}
