using System.Text.Json;
using MailFactory.Testing.Reports.Evidence;

namespace MailFactory.Testing.Tests.Reports.Evidence;

public sealed class RedactionTests
{
    private const string Secret = "Zx9$Hidden.Word";

    private static readonly Redaction _redaction = new([]);

    [Theory]
    [InlineData("d-i passwd/user-password-crypted password $6$salt$Zx9Hidden./abc", "Zx9Hidden")]
    [InlineData("d-i passwd/root-password password Zx9 Hidden with spaces", "Hidden")]
    [InlineData("user --name=x --iscrypted --password='$y$j9T$salt$Zx9Hidden'", "Zx9Hidden")]
    [InlineData("rootpw --plaintext --password=Zx9Hidden", "Zx9Hidden")]
    [InlineData("    password: \"$6$rounds=4096$salt$Zx9Hidden\"", "Zx9Hidden")]
    [InlineData("{ \"Password\": \"Zx9 Hidden\" }", "Hidden")]
    [InlineData("<user_password>$2y$05$Zx9Hidden</user_password>", "Zx9Hidden")]
    [InlineData("<user_password>Zx9Hidden</user_password>", "Zx9Hidden")]
    [InlineData("echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIZx9Hidden mailtest' > keys", "Zx9Hidden")]
    [InlineData("http://user:Zx9Hidden@proxy:3128/", "Zx9Hidden")]
    [InlineData("RHSM_OFFLINE_TOKEN=Zx9Hidden", "Zx9Hidden")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nZx9Hidden\n-----END OPENSSH PRIVATE KEY-----", "Zx9Hidden")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nZx9Hidden\ncut off", "Zx9Hidden")]
    public void What_has_the_shape_of_a_secret_is_taken_out(string text, string secret)
    {
        Assert.Contains(secret, text, StringComparison.Ordinal);
        var redacted = _redaction.Apply(text, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(secret, redacted, StringComparison.Ordinal);
        Assert.Contains(Redaction.Mark, redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Linux version 6.12 (gcc) #1 SMP $5 and $1 left")]
    [InlineData("d-i passwd/username string mailtest")]
    [InlineData("http://deb.debian.org/debian trixie InRelease")]
    [InlineData("systemd[1]: Started ssh.service")]
    public void Everything_else_stays(string text) => Assert.Equal(text, _redaction.Apply(text, TestContext.Current.CancellationToken));

    [Fact]
    public void A_known_secret_is_taken_out_wherever_it_stands() =>
        Assert.Equal(
            $"ok {Redaction.Mark}!",
            new Redaction([Secret, "short"]).Apply($"ok {Secret}!", TestContext.Current.CancellationToken)
        );

    [Fact]
    public void A_document_with_half_a_character_is_redacted_as_text() =>
        Assert.Equal("""{"a":"\ud800","password":[redacted]}""", JsonRedaction.Line("""{"a":"\ud800","password":"Zx9"}""", _redaction));

    [Fact]
    public void Redacting_again_changes_nothing()
    {
        var once = _redaction.Apply(
            "password: x\n<password>y</password>\nd-i passwd/root-password password z\n",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(once, _redaction.Apply(once, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_document_stays_one_whatever_its_secrets_are_made_of()
    {
        var json = JsonSerializer.Serialize(
            new
            {
                summary = "the password: \"Zx9\\Hidden\" is wrong",
                password = "a\"Hidden",
                lines = new[] { "token=Hidden" },
                count = 3,
            }
        );
        var redacted = JsonDocument.Parse(JsonRedaction.Document(json, _redaction)).RootElement;
        Assert.DoesNotContain("Hidden", redacted.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(3, redacted.GetProperty("count").GetInt32());
    }
}
