using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Tests.MailProtocols;

public sealed class SecretMaskTests
{
    private readonly SecretMask _mask = new();

    [Theory]
    [InlineData("AUTH PLAIN AGFsaWNlAHNlY3JldA==", "AUTH PLAIN ****")]
    [InlineData("auth plain AGFsaWNlAHNlY3JldA==", "auth plain ****")]
    [InlineData("a1 AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==", "a1 AUTHENTICATE PLAIN ****")]
    [InlineData("a1 LOGIN alice secret", "a1 LOGIN alice ****")]
    [InlineData("a1 LOGIN \"al ice\" \"se cret\"", "a1 LOGIN \"al ice\" ****")]
    [InlineData("PASS my secret", "PASS ****")]
    [InlineData("MAIL FROM:<alice@dev.local>", "MAIL FROM:<alice@dev.local>")]
    [InlineData("a2 SELECT INBOX", "a2 SELECT INBOX")]
    public void Credentials_are_masked_and_nothing_else(string line, string masked) => Assert.Equal(masked, _mask.Client(line));

    [Fact]
    public void Answers_to_challenges_are_masked_until_the_server_is_content()
    {
        Assert.Equal("AUTH LOGIN", _mask.Client("AUTH LOGIN"));
        _mask.Server("334 VXNlcm5hbWU6");
        Assert.Equal("****", _mask.Client("YWxpY2U="));
        _mask.Server("334 UGFzc3dvcmQ6");
        Assert.Equal("****", _mask.Client("c2VjcmV0"));
        _mask.Server("235 2.7.0 welcome");
        Assert.Equal("QUIT", _mask.Client("QUIT"));
    }

    [Fact]
    public void A_password_sent_as_a_literal_is_masked()
    {
        Assert.Equal("a1 LOGIN alice ****", _mask.Client("a1 LOGIN alice {6}"));
        _mask.Server("+ go");
        Assert.Equal("****", _mask.Client("secret"));
        _mask.Server("a1 OK");
        Assert.Equal("a2 NOOP", _mask.Client("a2 NOOP"));
    }
}
