using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.Tests.Provisioning.Factory;

public sealed class FactorySecretsTests
{
    private readonly FactorySecrets _secrets = new(["Test12345", "Test12345-longer", "a"]);

    [Theory]
    [InlineData(">>> ssh -p 2222 root@h docker login -u me -p hunter2", ">>> ssh -p 2222 root@h docker login -u me -p ****")]
    [InlineData(">>> docker login --password=hunter2 host", ">>> docker login --password=**** host")]
    [InlineData(">>> scp -P 2222 a b", ">>> scp -P 2222 a b")]
    [InlineData(">>> mkdir -p /root/Server", ">>> mkdir -p /root/Server")]
    [InlineData("echo Test12345 | doveadm auth test a@b", "echo **** | doveadm auth test a@b")]
    [InlineData("x=Test12345-longer.", "x=****.")]
    [InlineData("POSTGRES_PASSWORD=abc def", "POSTGRES_PASSWORD=**** def")]
    [InlineData("  \"PASSPHRASE\": \"abc\",", "  \"PASSPHRASE\": \"****\",")]
    [InlineData("\u001b[31mTest\u001b[0m12345\u001b[0m", "****")]
    [InlineData("an apple a day", "an apple a day")]
    public void Secrets_are_masked_and_nothing_else(string line, string masked) => Assert.Equal(masked, _secrets.Mask(line));

    [Theory]
    [InlineData("\u001b[32m[ INFO ][ 12:00:00:1 ][ Factory ] Core Utils\u001b[0m", "Core Utils")]
    [InlineData("[ VERBOSE ][ 1:2:3:45 ] >>> ls", ">>> ls")]
    [InlineData("    Executed in: 5 millis", "Executed in: 5 millis")]
    [InlineData("[ core ] not a header", "[ core ] not a header")]
    public void A_line_is_read_without_colours_and_header(string raw, string text) => Assert.Equal(text, FactoryLine.Text(raw));

    [Theory]
    [InlineData("openjdk version \"17.0.15\" 2025-04-15", 17)]
    [InlineData("java version \"1.8.0_292\"", 8)]
    [InlineData("openjdk version \"21\" 2023-09-19", 21)]
    [InlineData("no java", null)]
    public void Java_tells_its_version(string text, int? version) => Assert.Equal(version, FactoryHost.ParseVersion(text));
}
