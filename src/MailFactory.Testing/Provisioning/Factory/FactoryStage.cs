namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>How far a run of Mail Server Factory has come, in the order of its own messages.</summary>
internal enum FactoryStage
{
    /// <summary>It has not told the machine's operating system yet.</summary>
    Connecting,

    /// <summary>It knows the machine's operating system.</summary>
    Connected,

    /// <summary>It has found the package manager.</summary>
    PackageInstaller,

    /// <summary>It installs its own tools in the machine.</summary>
    CoreUtils,

    /// <summary>It is set up.</summary>
    Initialized,

    /// <summary>It installs software: Docker, the database's client and others.</summary>
    Software,

    /// <summary>Docker runs, and its stack is brought up.</summary>
    Containers,

    /// <summary>It creates the mail accounts.</summary>
    Accounts,

    /// <summary>It has said that it is done.</summary>
    Finished,
}
