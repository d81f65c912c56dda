namespace MailFactory.Testing.Runs;

/// <summary>What a server that somebody runs promises.</summary>
internal enum ServerKind
{
    /// <summary>The standards only.</summary>
    Any,

    /// <summary>What a server of the distro's packages does.</summary>
    Packages,

    /// <summary>What a server of Mail Server Factory does.</summary>
    MailFactory,
}
