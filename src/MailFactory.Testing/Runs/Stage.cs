namespace MailFactory.Testing.Runs;

/// <summary>One step in the life of a distro's machine, in the order they run.</summary>
public enum Stage
{
    /// <summary>Fetch the install medium.</summary>
    Download,

    /// <summary>Prove the install medium along its chain of trust.</summary>
    Verify,

    /// <summary>Create the disk, the answer file and the machine's other inputs.</summary>
    Create,

    /// <summary>Run the distro's installer to its proven end.</summary>
    Install,

    /// <summary>Compress the installed disk into the archive.</summary>
    Archive,

    /// <summary>Provision a mail server on a copy of the archive and test it.</summary>
    MailTest,
}
