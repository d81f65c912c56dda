namespace MailFactory.Testing.Archives;

/// <summary>What can be wrong with a file of the archive.</summary>
internal enum ArchiveFault
{
    /// <summary>A manifest names it and it is not there.</summary>
    Missing,

    /// <summary>It is shorter or longer than its manifest says.</summary>
    WrongSize,

    /// <summary>It has another digest than its manifest or SHA256SUMS says, or cannot be read.</summary>
    Corrupted,

    /// <summary>The image's own structure is damaged.</summary>
    Unsound,

    /// <summary>The image needs more than itself to be of use, such as another file or a password, or holds more than one state.</summary>
    NotAlone,

    /// <summary>The manifest or SHA256SUMS lacks something that an archive of this tool has.</summary>
    Incomplete,

    /// <summary>A private key that others than its owner may read.</summary>
    Exposed,

    /// <summary>No manifest knows it.</summary>
    Foreign,
}
