using System.Security.Cryptography.X509Certificates;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>
/// Whether each certificate of a chain is followed by its issuer's: TLS 1.2 demands it (RFC 5246 section 7.4.2), TLS 1.3 bears with another
/// order (RFC 8446 section 4.4.2).
/// </summary>
internal static class ChainOrder
{
    /// <summary>What is out of order, or null.</summary>
    /// <param name="leaf">The server's own certificate.</param>
    /// <param name="sent">What was sent behind it, in the order of the wire.</param>
    public static string? Problem(X509Certificate2 leaf, IEnumerable<X509Certificate2> sent)
    {
        var before = leaf;
        foreach (var certificate in sent)
        {
            if (!before.IssuerName.RawData.AsSpan().SequenceEqual(certificate.SubjectName.RawData))
            {
                return $"{before.Subject}, issued by {before.Issuer}, is followed by {certificate.Subject}";
            }

            before = certificate;
        }

        return null;
    }
}
