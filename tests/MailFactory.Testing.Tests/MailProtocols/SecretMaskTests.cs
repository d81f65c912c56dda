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
    public void Credentials_are_masked_and_nothing_else(string line, string masked) => Assert.Equal(masked, _mask.Client(line).Line);

    [Theory]
    [InlineData("a1 AUTHENTICATE PLAIN", "+ ", "a1 OK in")]
    [InlineData("a1 AUTHENTICATE LOGIN", "+ VXNlcm5hbWU6", "a1 NO [AUTHENTICATIONFAILED] no")]
    [InlineData(
        "a1 AUTHENTICATE SCRAM-SHA-256 biwsbj11c2VyLHI9ck9wck5HZndFYmVSV2diTkVrcU8=",
        "+ cj1yT3ByTkdmd0ViZVJXZ2JORWtxTw==",
        "a1 BAD what"
    )]
    [InlineData("a1 AUTHENTICATE XOAUTH2 dXNlcj1hbGljZQ==", "+ eyJzdGF0dXMiOiI0MDAifQ==", "a1 NO no")]
    [InlineData("a1 LOGIN {5}", "+ go on", "a1 OK in")]
    [InlineData("AUTH PLAIN", "334 ", "235 2.7.0 in")]
    [InlineData("AUTH LOGIN YWxpY2U=", "334 UGFzc3dvcmQ6", "535 5.7.8 no")]
    [InlineData("AUTH CRAM-MD5", "334 PDEyM0BleGFtcGxlPg==", "454 4.7.0 later")]
    [InlineData("AUTH DIGEST-MD5", "+ bm9uY2U9ImFiYyI=", "+OK in")]
    [InlineData("AUTHENTICATE \"PLAIN\"", "\"\"", "OK \"in\"")]
    public void Whatever_a_server_says_in_between_the_exchange_of_secrets_ends_with_the_commands_own_reply(
        string command,
        string challenge,
        string end
    )
    {
        _mask.Client(command);
        _mask.Server(challenge);
        _mask.Server("* OK still checking");
        _mask.Server("* CAPABILITY IMAP4rev1");
        _mask.Server(string.Empty);
        Assert.Equal("****", _mask.Client("YWxpY2UAc2VjcmV0").Line);
        _mask.Server(end);
        Assert.Equal("a9 NOOP", _mask.Client("a9 NOOP").Line);
    }

    [Fact]
    public void A_secret_that_the_server_echoes_is_masked_in_lines_and_summaries()
    {
        var transcript = new Transcript();
        var log = new WireLog("smtp/25", transcript);
        log.Client("AUTH PLAIN AGFsaWNlAHNlY3JldA==");
        log.Server("500 5.5.2 unknown command: AUTH PLAIN AGFsaWNlAHNlY3JldA==");
        Assert.Equal(["smtp/25 C: AUTH PLAIN ****", "smtp/25 S: 500 5.5.2 unknown command: AUTH PLAIN ****"], transcript.Lines);
        Assert.Equal("it said: ****", transcript.Mask("it said: AGFsaWNlAHNlY3JldA=="));
        Assert.Equal(
            "smtp/25, where \"AUTH PLAIN ****\" had been answered with \"500 5.5.2 unknown command: AUTH PLAIN ****\"",
            transcript.Mask(transcript.Last!.ToString())
        );
    }

    [Fact]
    public void Answers_to_challenges_are_masked_until_the_server_is_content()
    {
        Assert.Equal("AUTH LOGIN", _mask.Client("AUTH LOGIN").Line);
        _mask.Server("334 VXNlcm5hbWU6");
        Assert.Equal("****", _mask.Client("YWxpY2U=").Line);
        _mask.Server("334 UGFzc3dvcmQ6");
        Assert.Equal("****", _mask.Client("c2VjcmV0").Line);
        _mask.Server("235 2.7.0 welcome");
        Assert.Equal("QUIT", _mask.Client("QUIT").Line);
    }

    [Fact]
    public void A_password_sent_as_a_literal_is_masked()
    {
        Assert.Equal("a1 LOGIN alice ****", _mask.Client("a1 LOGIN alice {6}").Line);
        _mask.Server("+ go");
        Assert.Equal("****", _mask.Client("secret").Line);
        _mask.Server("a1 OK done");
        Assert.Equal("a2 NOOP", _mask.Client("a2 NOOP").Line);
    }
}
