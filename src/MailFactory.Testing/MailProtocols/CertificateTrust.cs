using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Trusts exactly one certificate authority and one host name, whatever address was connected to (RFC 5280, RFC 9525).</summary>
/// <param name="caCertificatePem">The authority's certificate as PEM; the authorities that this host trusts count when null.</param>
/// <param name="hostName">The name the server's certificate must carry as subjectAltName.</param>
/// <param name="allowsCommonName">Whether a connection takes the common name for it, too; the verdict on the name never does.</param>
internal sealed class CertificateTrust(string? caCertificatePem, string hostName, bool allowsCommonName = false)
{
    // id-kp-serverAuth (RFC 5280 section 4.2.1.12); a certificate that names no purpose is for all of them.
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The trust that a target asks for.</summary>
    public static CertificateTrust Of(MailServerTarget target) =>
        new(target.CaCertificatePem, target.Configuration.Hostname, target.Profile.AllowsCommonName);

    /// <summary>Client options for a handshake that accepts only this trust.</summary>
    public SslClientAuthenticationOptions ClientOptions() => new() { TargetHost = hostName, RemoteCertificateValidationCallback = Accepts };

    /// <summary>Why the last certificate was not accepted; null when it was, or when there was none yet.</summary>
    public string? LastProblem { get; private set; }

    /// <summary>Whether the last chain that was asked about led to no authority that is trusted.</summary>
    public bool LacksAuthority { get; private set; }

    /// <summary>The callback form, for clients that take one.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        LastProblem = certificate is X509Certificate2 leaf
            ? ChainProblem(leaf, chain?.ChainPolicy.ExtraStore ?? [])
                ?? (IsForHost(leaf) ? null : NameProblem(leaf) ?? $"the certificate is not for {hostName}")
            : "the server showed no certificate";
        return LastProblem is null;
    }

    /// <summary>Why the chain does not lead to the authority, or null when it does.</summary>
    public string? ChainProblem(X509Certificate2 leaf, X509Certificate2Collection sent)
    {
        using var authority = caCertificatePem is null ? null : X509Certificate2.CreateFromPem(caCertificatePem);
        using var chain = new X509Chain();
        if (authority is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
        }

        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        var isTrusted = chain.Build(leaf);
        LacksAuthority =
            !isTrusted
            && chain.ChainStatus.Any(status => status.Status is X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain);
        return isTrusted
            ? null
            : $"the certificate ({leaf.Subject}) is not trusted: "
                + string.Join("; ", chain.ChainStatus.Select(status => $"{status.Status}: {status.StatusInformation.Trim()}"))
                + (LacksAuthority && caCertificatePem is null ? " (--ca FILE names the authority to trust)" : string.Empty);
    }

    /// <summary>Why the certificate is not this host's, or null when it is; the common name does not count (RFC 9525).</summary>
    public string? NameProblem(X509Certificate2 leaf) =>
        leaf.MatchesHostname(hostName, allowWildcards: true, allowCommonName: false)
            ? null
            : $"the certificate ({leaf.Subject}, {SubjectAlternativeNames(leaf)}) is not for {hostName}";

    private bool IsForHost(X509Certificate2 leaf) => leaf.MatchesHostname(hostName, allowWildcards: true, allowsCommonName);

    private static string SubjectAlternativeNames(X509Certificate2 leaf)
    {
        var names = leaf
            .Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames())
            .ToList();
        return names.Count == 0 ? "no subjectAltName" : $"subjectAltName {string.Join(", ", names)}";
    }
}
