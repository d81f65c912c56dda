namespace MailFactory.Testing.Media.Store;

/// <summary>What a file is to its distro, in the order in which files are given up.</summary>
internal enum MediaFileRole
{
    /// <summary>A download that has not ended.</summary>
    Unfinished,

    /// <summary>A former medium, or a package that belongs to one; fetched again when needed.</summary>
    Spare,

    /// <summary>The medium that was verified last.</summary>
    Medium,
}
