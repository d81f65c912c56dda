namespace MailFactory.Testing.Media;

/// <summary>What a medium is.</summary>
internal enum MediumKind
{
    /// <summary>An ISO image of an install disc.</summary>
    Iso,

    /// <summary>A Debian package that carries the installer's kernel and initrd.</summary>
    Netboot,
}
