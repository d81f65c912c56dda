namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>In what Mail Server Factory failed.</summary>
internal enum FactoryFailureKind
{
    /// <summary>In nothing.</summary>
    None,

    /// <summary>In knowing the distro, or its package manager.</summary>
    UnsupportedPlatform,

    /// <summary>In its configuration or in a definition that is not there.</summary>
    Definition,

    /// <summary>In installing the distro's packages.</summary>
    Packages,

    /// <summary>In installing or starting Docker.</summary>
    Docker,

    /// <summary>In bringing a container of its stack up.</summary>
    Stack,

    /// <summary>In creating the mail accounts.</summary>
    Accounts,

    /// <summary>In a reboot that it waits for without end.</summary>
    RebootTrap,

    /// <summary>In saying anything for too long, or in coming to an end.</summary>
    Hang,

    /// <summary>In ending as it should after its work.</summary>
    Termination,

    /// <summary>In something else.</summary>
    Other,
}
