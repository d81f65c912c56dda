namespace MailFactory.Testing.Distros;

/// <summary>How a checksum manifest is signed.</summary>
internal enum ManifestSignature
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a signature in a file of its own.</summary>
    Detached,

    /// <summary>In the manifest itself: an OpenPGP cleartext signature, RFC 9580 section 7.</summary>
    Clearsigned,
}
