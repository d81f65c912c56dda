using MailFactory.Testing.Conformance.Parts;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace MailFactory.Testing.Tests.Conformance.Parts;

/// <summary>Signatures as they should be and as they should not.</summary>
public sealed class DkimSignatureTests
{
    private static readonly AsymmetricCipherKeyPair _keys = Keys();
    private static readonly HeaderId[] _all = [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId];

    [Fact]
    public void A_good_signature_verifies() => Assert.Empty(DkimSignature.Problems(Signed("dev.local", _all), "dev.local", Public(_keys)));

    [Fact]
    public void A_message_without_a_signature_is_found() =>
        Assert.Equal(["the message has 0 DKIM signatures of dev.local, not one"], Of(Message()));

    [Fact]
    public void The_signature_of_another_domain_does_not_count() =>
        Assert.Equal(["the message has 0 DKIM signatures of dev.local, not one"], Of(Signed("example.net", _all)));

    [Fact]
    public void A_header_that_is_not_signed_is_named() =>
        Assert.Equal(["not signed are subject, date"], Of(Signed("dev.local", [HeaderId.From, HeaderId.To, HeaderId.MessageId])));

    [Fact]
    public void A_changed_body_is_found()
    {
        var message = Signed("dev.local", _all);
        message.Body = new TextPart("plain") { Text = "Something else.\r\n" };
        Assert.Contains("does not verify", Assert.Single(Of(message)), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_is_found() =>
        Assert.Contains(
            "does not verify",
            Assert.Single(DkimSignature.Problems(Signed("dev.local", _all), "dev.local", Public(Keys()))),
            StringComparison.Ordinal
        );

    private static IReadOnlyList<string> Of(MimeMessage message) => DkimSignature.Problems(message, "dev.local", Public(_keys));

    private static MimeMessage Signed(string domain, HeaderId[] headers)
    {
        var message = Message();
        message.Prepare(EncodingConstraint.SevenBit);
        new DkimSigner(_keys.Private, domain, "mail").Sign(message, headers);
        return message;
    }

    private static MimeMessage Message()
    {
        var message = new MimeMessage
        {
            Subject = "signed",
            Body = new TextPart("plain") { Text = "Something.\r\n" },
        };
        message.From.Add(MailboxAddress.Parse("alice@dev.local"));
        message.To.Add(MailboxAddress.Parse("bob@dev.local"));
        return message;
    }

    private static AsymmetricCipherKeyPair Keys()
    {
        var generator = new RsaKeyPairGenerator();
        generator.Init(new KeyGenerationParameters(new SecureRandom(), 1024));
        return generator.GenerateKeyPair();
    }

    private static string Public(AsymmetricCipherKeyPair keys) =>
        Convert.ToBase64String(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(keys.Public).GetDerEncoded());
}
