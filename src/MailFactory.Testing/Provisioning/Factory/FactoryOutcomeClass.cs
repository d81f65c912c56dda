namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>What a run of Mail Server Factory came to.</summary>
internal enum FactoryOutcomeClass
{
    /// <summary>The host, the network or the account is in the way; nothing is known about the distro.</summary>
    HostTrouble,

    /// <summary>Mail Server Factory did not bring the server up.</summary>
    FactoryFailed,

    /// <summary>Mail Server Factory was content, and the server does not pass the checks.</summary>
    ServerFailed,

    /// <summary>Mail Server Factory was content, and so are the checks.</summary>
    Ok,
}
