using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.Tests.Provisioning;

public sealed class CertificateIssuerTests
{
    private const string Hostname = "mail.dev.local";
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_fresh_certificate_is_good_and_names_host_and_localhost()
    {
        var issued = CertificateIssuer.Issue(Hostname, _now);
        using var certificate = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.KeyPem);
        Assert.True(CertificateIssuer.IsGood(issued.AuthorityPem, issued.CertificatePem, Hostname, _now));
        Assert.True(certificate.MatchesHostname("localhost", allowWildcards: false, allowCommonName: false));
        Assert.True(certificate.HasPrivateKey);
    }

    [Fact]
    public void It_is_valid_for_a_guest_whose_clock_is_behind() =>
        Assert.True(
            X509Certificate2.CreateFromPem(CertificateIssuer.Issue(Hostname, _now).CertificatePem).NotBefore
                < _now.AddHours(-1).LocalDateTime
        );

    [Fact]
    public void Another_host_another_authority_and_a_near_end_are_not_good()
    {
        var issued = CertificateIssuer.Issue(Hostname, _now);
        var other = CertificateIssuer.Issue(Hostname, _now);
        Assert.False(CertificateIssuer.IsGood(issued.AuthorityPem, issued.CertificatePem, "other.dev.local", _now));
        Assert.False(CertificateIssuer.IsGood(other.AuthorityPem, issued.CertificatePem, Hostname, _now));
        Assert.False(CertificateIssuer.IsGood(issued.AuthorityPem, issued.CertificatePem, Hostname, _now.AddDays(340)));
        Assert.False(CertificateIssuer.IsGood("no certificate", issued.CertificatePem, Hostname, _now));
    }
}
