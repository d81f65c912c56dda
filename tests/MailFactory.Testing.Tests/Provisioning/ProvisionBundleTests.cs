using System.Formats.Tar;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Provisioning;

public sealed class ProvisionBundleTests
{
    [Fact]
    public void The_same_input_gives_the_same_files() => Assert.Equal(Samples.Bundle(), Samples.Bundle());

    [Fact]
    public void Every_step_has_its_script()
    {
        var files = Samples.Bundle();
        Assert.All(ProvisionStep.All, step => Assert.Contains($"{step.Name}.sh", files.Keys));
    }

    [Fact]
    public void Passwords_are_in_one_file_only() =>
        Assert.Equal(
            ["passwords"],
            Samples.Bundle().Where(file => file.Value.Contains("Secret", StringComparison.Ordinal)).Select(file => file.Key)
        );

    [Fact]
    public void Its_digest_knows_everything_but_passwords()
    {
        var (configuration, options) = (Samples.Configuration, new ProvisionOptions());
        var digest = ProvisionBundle.DigestOf(configuration, options);
        var accounts = configuration.Accounts.Select(account => account with { Password = "Another1" }).ToList();
        Assert.Equal(digest, ProvisionBundle.DigestOf(configuration with { Accounts = accounts }, options));
        Assert.NotEqual(digest, ProvisionBundle.DigestOf(configuration with { Accounts = [.. accounts.SkipLast(1)] }, options));
        Assert.Equal(digest, ProvisionBundle.DigestOf(configuration, options with { Cache = new(1, [new("http://mirror/debian")]) }));
        Assert.NotEqual(digest, ProvisionBundle.DigestOf(configuration with { Hostname = "mx.dev.local" }, options));
        Assert.NotEqual(digest, ProvisionBundle.DigestOf(configuration, options with { Parts = [MailPart.Sieve] }));
        Assert.NotEqual(digest, ProvisionBundle.DigestOf(configuration, options with { ForeignDomain = "example.org" }));
    }

    [Fact]
    public void A_certificate_that_is_kept_brings_no_key()
    {
        var files = ProvisionBundle.Files(
            Samples.Configuration,
            new ProvisionOptions(),
            new ServerCertificate("ca\n", "server\n", KeyPem: null)
        );
        Assert.DoesNotContain("server.key", files.Keys);
    }

    [Fact]
    public void Packing_loses_nothing_and_lets_only_root_read()
    {
        var files = Samples.Bundle();
        using var archive = new TarReader(new MemoryStream(Convert.FromBase64String(ProvisionBundle.Pack(files))));
        var unpacked = new Dictionary<string, string>();
        while (archive.GetNextEntry() is { } entry)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, entry.Mode);
            using var reader = new StreamReader(entry.DataStream!);
            unpacked[entry.Name] = reader.ReadToEnd();
        }

        Assert.Equal(files.OrderBy(file => file.Key), unpacked.OrderBy(file => file.Key));
    }

    [Theory]
    [InlineData("message_size_limit=1000000")]
    [InlineData("myhostname=mail.dev.local")]
    [InlineData("virtual_mailbox_domains=dev.local, test.local")]
    [InlineData("virtual_mailbox_maps=$default_database_type:/etc/postfix/mailboxes")]
    [InlineData("mynetworks=127.0.0.0/8")]
    [InlineData("lmtp_destination_concurrency_limit=8")]
    [InlineData("smtpd_sasl_auth_enable=no")]
    [InlineData("smtpd_tls_auth_only=yes")]
    [InlineData("smtputf8_enable=no")]
    public void Port_25_is_set_up_as_the_checks_demand(string parameter) =>
        Assert.Contains(parameter, Samples.Bundle()["main.cf"].Split('\n'));

    [Theory]
    [InlineData("smtpd_sasl_auth_enable=yes")]
    [InlineData("smtpd_sender_restrictions=reject_sender_login_mismatch")]
    [InlineData("smtpd_relay_restrictions=permit_sasl_authenticated,reject")]
    public void Submission_wants_a_login_and_the_senders_own_address(string parameter) =>
        Assert.Contains(parameter, Samples.Bundle()["master.cf"].Split('\n'));
}
