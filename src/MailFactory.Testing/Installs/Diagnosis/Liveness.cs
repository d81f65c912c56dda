namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>How an install is doing, judged from its words and from five signals: QEMU's state, disk, network, serial, screen.</summary>
internal enum Liveness
{
    /// <summary>It moves and says what it does.</summary>
    Running,

    /// <summary>It moves, but has told nothing new for long; or it moved a while ago.</summary>
    Slow,

    /// <summary>Nothing moves any more, or somebody holds it.</summary>
    Hung,

    /// <summary>The guest's kernel, the installer, QEMU or the host's storage gave up.</summary>
    Crashed,

    /// <summary>It waits for a person.</summary>
    AskingHuman,

    /// <summary>The installer has come to its proven end.</summary>
    Finished,
}
