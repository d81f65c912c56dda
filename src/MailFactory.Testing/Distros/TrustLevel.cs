namespace MailFactory.Testing.Distros;

/// <summary>How far a medium is proven to come from its vendor, from worst to best.</summary>
internal enum TrustLevel
{
    /// <summary>Nothing was compared.</summary>
    None,

    /// <summary>It matches a checksum from the same place; that proves its integrity only.</summary>
    ChecksumOnly,

    /// <summary>
    /// It matches a digest that came by another way than the file: from us, from the user, or from the vendor's API behind an account.
    /// </summary>
    Pinned,

    /// <summary>It matches a digest signed by a pinned vendor key.</summary>
    Signed,
}
