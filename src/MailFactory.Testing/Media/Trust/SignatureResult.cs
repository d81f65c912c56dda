namespace MailFactory.Testing.Media.Trust;

/// <summary>What gpgv said about a signature.</summary>
internal sealed record SignatureResult
{
    /// <summary>Whether a pinned key made a valid signature and no signature is bad.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Whether nothing could be checked, as this host has none of the keys.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>Whether every signature is by a key that the keyring lacks, so that it proves nothing and contradicts nothing.</summary>
    public bool IsKeyMissing { get; init; }

    /// <summary>Whether no other keyring can better it: the text was changed, or the signer's key was revoked.</summary>
    public bool IsFinal { get; init; }

    /// <summary>One line: who signed, or why the signature is refused.</summary>
    public required string Summary { get; init; }

    /// <summary>The pinned primary key that signed, 40 hexadecimal digits; empty when refused.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>The text that the signature covers, which may be none at all; null when refused.</summary>
    public string? SignedText { get; init; }
}
