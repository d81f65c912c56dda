using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.Conformance.Tls;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>What the checks of certificates say of one service whose certificate is not like the others'.</summary>
public sealed class CertificateCheckTests
{
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    // openssl req -x509 -newkey rsa:1024 -sha1 -subj /CN=mail.dev.local -addext keyUsage=critical,keyCertSign
    private const string Weak = """
        -----BEGIN CERTIFICATE-----
        MIICGDCCAYGgAwIBAgIUDcCcIJWURYfxpIXjffCCoIWxFuMwDQYJKoZIhvcNAQEF
        BQAwGTEXMBUGA1UEAwwObWFpbC5kZXYubG9jYWwwHhcNMjYxMTI3MTAzNjAzWhcN
        MzYxMTI0MTAzNjAzWjAZMRcwFQYDVQQDDA5tYWlsLmRldi5sb2NhbDCBnzANBgkq
        hkiG9w0BAQEFAAOBjQAwgYkCgYEAymXA8MDeAcC1UVMZJQakSD7d7uRxtRdSE2SZ
        mdYtP6EpIGxKPxx901wTJKtfZVvxGHUhvFbulf4Okg8uM97waOZDba2llFETXV/G
        aT+JFImU/OWGbQUMPdcpxflF0a6TqqCbp+3bsfhB/hA7HgDL9oRYm+cmHshESyKE
        v3v1fI0CAwEAAaNdMFswHQYDVR0OBBYEFL70D/Xrld/c9Oa0XQ9fqoms9VZFMB8G
        A1UdIwQYMBaAFL70D/Xrld/c9Oa0XQ9fqoms9VZFMA4GA1UdDwEB/wQEAwICBDAJ
        BgNVHRMEAjAAMA0GCSqGSIb3DQEBBQUAA4GBAE2VQ4FHgAl8JcPk2JGqNQJlMUEN
        WslYBvc2KtmvmCFrmMXL0tPHpmnALJOjXXIWq98rDiEL7wl7BDPWGviHQHmhXS63
        dNV3n7IViI1kgvPRjQLuAuzosV0LVI6JbSuStb+WhKLvN1DLvXO/Pmjlgzkzv+Q4
        qaognDs//EozemE8
        -----END CERTIFICATE-----
        """;

    // openssl x509 -req -in middle.csr -CA root.pem -CAkey root.key -sha1, of a key of 2048 bits
    private const string Forgeable = """
        -----BEGIN CERTIFICATE-----
        MIICpzCCAY8CFBNZSsJc5NXlx8xgBth1EX8zZ6yLMA0GCSqGSIb3DQEBBQUAMA8x
        DTALBgNVBAMMBFJvb3QwHhcNMjYxMTI4MDUxMjUwWhcNMzYxMTI1MDUxMjUwWjAR
        MQ8wDQYDVQQDDAZNaWRkbGUwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIB
        AQCPZsQxRdM7YdGXBzW49VtWS+krbIRlobv0iItdyf4v5vlCo6GEzHJFWj15kFb4
        MNWiaUh83rD4/FghC6POOcW/QwntW+lsMX3MOZleMnOr6I3ycmeSdXzM+nqgHqS2
        VYlUhSV6aLhg8eEMFLTNOaknK/JDawl46Nox8YhOpyEUDaEe9x7LqnkkxYvK63AS
        7IRJEUGTZfYmtLTHUZj4vtwY0msgGFd2A/N25k2bA7y5YOcM8SeSli1KDojcnqAv
        IJJ5Z4BByFW3NyU06O5Gbq6SJy7CHP79DthZkUW5oioHqK9qBGjJhNTeTq8ukyce
        fz4+aRg+WLAgfah+CvkXSTfhAgMBAAEwDQYJKoZIhvcNAQEFBQADggEBAFlZeScD
        LjENBBMKuouRn9RvaFi5Sc9OJajoe85LnsaOlRJBdzL3aP/5OZk+O9hrFONdXagX
        /N0a6aJCvM8VWJ5cvnaduYsWmAn6LouvrW76dhZ/UV0TxvHlE5Xsra09cDLpbQl1
        aYsEG84Lbf2Vwua/OFHGAdHBYYv0WeUCA3uoKz6/ybRaXp8oZ76d9Xo8kBqb2K12
        z32Ao6T3TtyS7/sPXN+dDhPFuku/fo3Nhc/n0QR4GQcfasvQt2l9vOLuDi8nE/aA
        mAbTtNFpNTu323BWgaOP15/2pcm4XpSDYApfSnKWKVgTeBZppEFqHWDiZhHOifEG
        V1viVWszZOYQ7II=
        -----END CERTIFICATE-----
        """;

    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Theory(Timeout = 60_000)]
    [InlineData(90, 30, Verdict.Passed, "valid, and for ")]
    [InlineData(10.5, 30, Verdict.Warned, "imaps/993: the certificate runs out in 10.")]
    [InlineData(3.5, 30, Verdict.Failed, "imaps/993: the certificate runs out in 3.")]
    [InlineData(-3, 30, Verdict.Failed, "imaps/993: the certificate expired 3 days ago")]
    [InlineData(90, -2, Verdict.Failed, "imaps/993: the certificate is valid only from ")]
    public Task Dates(double days, double since, Verdict verdict, string says) =>
        AskAsync("TLS-06", verdict, says, authority => Issue(authority, days: days, since: since));

    [Fact(Timeout = 60_000)]
    public Task Few_days_are_no_failure_by_the_standard() =>
        AskAsync("TLS-06", Verdict.Passed, "but: imaps/993", authority => Issue(authority, days: 3.5), ServerProfile.Any);

    [Fact(Timeout = 60_000)]
    public Task A_purpose_that_is_not_a_servers() =>
        AskAsync(
            "TLS-04",
            Verdict.Failed,
            "imaps/993: the certificate (CN=mail.dev.local) is not trusted: NotValidForUsage",
            authority =>
                Issue(
                    authority,
                    request => request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ForClients)], critical: false))
                )
        );

    [Fact]
    public void A_key_that_is_too_short_or_for_something_else_and_a_signature_that_can_be_forged()
    {
        using var good = Issue(new TestAuthority());
        Assert.Empty(CertificateKeyCheck.Judge(good));
        using var weak = X509Certificate2.CreateFromPem(Weak);
        Assert.Equal(
            [
                "the certificate's key is too short: RSA of 1024 bits with sha1RSA",
                "the certificate is signed with sha1RSA, which can be forged",
                "the certificate's key is for KeyCertSign only, not for a server",
            ],
            CertificateKeyCheck.Judge(weak)
        );
    }

    [Fact]
    public void An_authority_that_is_sent_along_must_be_strong_as_well()
    {
        // Whoever signed himself is trusted for what he is, not for that signature.
        using var weak = X509Certificate2.CreateFromPem(Weak);
        Assert.Equal(
            ["the certificate of CN=mail.dev.local's key is too short: RSA of 1024 bits with sha1RSA"],
            CertificateKeyCheck.JudgeIssuer(weak)
        );
        using var rootKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=Root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = request.CreateSelfSigned(_now, _now.AddDays(1));
        using var middle = X509Certificate2.CreateFromPem(Forgeable);
        Assert.Empty(CertificateKeyCheck.JudgeIssuer(root));
        Assert.Equal(["the certificate of CN=Middle is signed with sha1RSA, which can be forged"], CertificateKeyCheck.JudgeIssuer(middle));
    }

    [Fact]
    public void A_chain_must_go_from_each_certificate_to_its_issuers()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("CN=Root", rootKey).CreateSelfSigned(_now, _now.AddDays(1));
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middle = Authority("CN=Middle", middleKey).Create(root, _now, _now.AddHours(2), [1]).CopyWithPrivateKey(middleKey);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = new CertificateRequest("CN=Leaf", leafKey, HashAlgorithmName.SHA256).Create(middle, _now, _now.AddHours(1), [2]);
        Assert.Null(ChainOrder.Problem(leaf, [middle, root]));
        Assert.Null(ChainOrder.Problem(leaf, []));
        Assert.Equal("CN=Leaf, issued by CN=Middle, is followed by CN=Root", ChainOrder.Problem(leaf, [root, middle]));
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }

    private static X509Certificate2 Issue(
        TestAuthority authority,
        Action<CertificateRequest>? change = null,
        double days = 90,
        double since = 30
    ) => authority.Issue(ScriptedMailServer.Host, [ScriptedMailServer.Host], days: days, since: since, change: change);

    private static async Task AskAsync(
        string check,
        Verdict verdict,
        string says,
        Func<TestAuthority, X509Certificate2> issue,
        ServerProfile? profile = null
    )
    {
        var authority = new TestAuthority();
        using var certificate = issue(authority);
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Imaps ? script with { Certificate = certificate } : script,
            authority
        );
        var target = server.Context.Target with { Profile = profile ?? ServerProfile.Packages };
        var result = await ScriptedMailServer.AskAsync(
            check,
            server.Context with
            {
                Target = target,
            },
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }
}
