namespace MailFactory.Testing.Tests.Provisioning;

public sealed class DovecotSyntaxTests
{
    [Fact]
    public void Version_2_4_begins_with_its_own_version() =>
        Assert.Equal(["dovecot_config_version = 2.4.0", "dovecot_storage_version = 2.4.0"], Settings("2.4").Take(2));

    [Theory]
    [InlineData("2.4", "auth_allow_cleartext = no")]
    [InlineData("2.4", "ssl_server_cert_file = /etc/ssl/mail-factory/server.pem")]
    [InlineData("2.4", "mail_driver = maildir")]
    [InlineData("2.4", "quota_storage_size = 1G")]
    [InlineData("2.3", "disable_plaintext_auth = yes")]
    [InlineData("2.3", "ssl_cert = </etc/ssl/mail-factory/server.pem")]
    [InlineData("2.3", "mail_location = maildir:~/Maildir")]
    [InlineData("2.3", "protocols = imap pop3 lmtp")]
    public void Each_version_has_its_own_words(string version, string setting) => Assert.Contains(setting, Settings(version));

    [Theory]
    [InlineData("2.3")]
    [InlineData("2.4")]
    public void What_both_share_is_the_same(string version)
    {
        var settings = Settings(version);
        Assert.Contains("ssl = required", settings);
        Assert.Contains("ssl_min_protocol = TLSv1.2", settings);
        Assert.Equal(4, settings.Count(setting => setting == "auto = subscribe"));
        Assert.Contains("unix_listener /var/spool/postfix/private/dovecot-lmtp {", settings);
    }

    [Theory]
    [InlineData("2.4", "disable_plaintext_auth")]
    [InlineData("2.4", "plugin {")]
    [InlineData("2.3", "dovecot_config_version")]
    public void No_version_has_the_others_words(string version, string word) =>
        Assert.DoesNotContain(Settings(version), setting => setting.StartsWith(word, StringComparison.Ordinal));

    private static List<string> Settings(string version) =>
        [
            .. Samples
                .Bundle()[$"dovecot-{version}.conf"]
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !line.StartsWith('#')),
        ];
}
