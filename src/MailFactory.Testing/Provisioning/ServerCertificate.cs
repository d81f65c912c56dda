namespace MailFactory.Testing.Provisioning;

/// <summary>A server's key and certificate with the authority that signed it, all as PEM.</summary>
/// <param name="AuthorityPem">The authority's certificate; its key is thrown away after signing.</param>
/// <param name="CertificatePem">The server's certificate.</param>
/// <param name="KeyPem">The server's private key (PKCS 8); null when the machine has it already.</param>
internal sealed record ServerCertificate(string AuthorityPem, string CertificatePem, string? KeyPem);
