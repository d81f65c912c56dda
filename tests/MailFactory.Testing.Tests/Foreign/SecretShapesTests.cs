using CsCheck;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Tests.Foreign;

public sealed class SecretShapesTests
{
    private static readonly string[] _worst =
    [
        "x",
        "passw",
        "password=",
        "a.",
        "a:",
        "://",
        "://a",
        "<",
        "<password",
        "\"",
        "password=\"",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY",
        "rootpw --x",
        "rootpw ",
        "--",
        "--a",
        "--passw",
        "$6$",
        "ssh-rsa AAAA",
        "bearer ",
        "authorization: a ",
        "ghp_",
        "passw passw password ",
        "Reached target ",
        " ",
        "\t",
        "@",
        "token ",
        "secret:",
        "\\\"",
    ];

    [Theory]
    [InlineData("rootpw --plaintext Zx9Hidden", "rootpw --plaintext [redacted]")]
    [InlineData("rootpw --allow-ssh --plaintext \"Zx9 Hidden\"", "rootpw --allow-ssh --plaintext [redacted]")]
    [InlineData("rootpw Zx9Hidden", "rootpw [redacted]")]
    [InlineData("sshpw --username=root --plaintext Zx9Hidden", "sshpw --username=root --plaintext [redacted]")]
    [InlineData("Authorization: Bearer Zx9Hidden.abc", "Authorization: Bearer [redacted]")]
    [InlineData("curl -H \"Authorization: Basic Zx9Hidden==\" x", "curl -H \"Authorization: Basic [redacted]\" x")]
    [InlineData("sent Bearer Zx9Hidden-_.~+/=", "sent Bearer [redacted]")]
    [InlineData("remote: ghp_Zx9Hidden", "remote: [redacted]")]
    [InlineData("github_pat_Zx9_Hidden is no good", "[redacted] is no good")]
    [InlineData("glpat-Zx9Hidden", "[redacted]")]
    [InlineData("server=x;uid=sa;pwd=Zx9Hidden;", "server=x;uid=sa;pwd=[redacted]")]
    [InlineData("--mirror http://user:Zx9Hidden@mirror/debian", "--mirror http://[redacted]@mirror/debian")]
    [InlineData("ftp://user:p@Zx9Hidden@mirror/debian", "ftp://[redacted]@mirror/debian")]
    [InlineData("--mirror http://user:it'sZx9Hidden@mirror/debian", "--mirror http://[redacted]@mirror/debian")]
    [InlineData("'password' => 'Zx9 Hidden'", "'password' => [redacted]")]
    [InlineData("tool --password Zx9Hidden --verbose", "tool --password [redacted] --verbose")]
    [InlineData("password = \"Zx9 Hidden, cut", "password = [redacted]")]
    [InlineData("x-api-key: Zx9Hidden", "x-api-key: [redacted]")]
    [InlineData("{\"a\":\"{\\\"password\\\":\\\"Zx9Hidden\\\"}\"}", "{\"a\":\"{\\\"password\\\":[redacted]}\"}")]
    public void What_has_the_shape_of_a_secret_is_taken_out(string text, string clean)
    {
        Assert.Equal(clean, SecretShapes.Remove(text, TestContext.Current.CancellationToken));
        Assert.Equal(clean, SecretShapes.Remove(clean, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("rootpw --lock")]
    [InlineData("rootpw --iscrypted --lock")]
    [InlineData("http://deb.debian.org/debian trixie InRelease")]
    [InlineData("mail to root@localhost is fine, see http://localhost/")]
    [InlineData("PASS: 3 of 3")]
    [InlineData("the password is wrong")]
    [InlineData("adduser --disabled-password --gecos ''")]
    [InlineData("systemd[1]: Reached target Basic System.")]
    public void Everything_else_stays(string text) => Assert.Equal(text, SecretShapes.Remove(text, TestContext.Current.CancellationToken));

    [Fact(Timeout = 120_000)]
    public async Task The_worst_texts_take_linear_time()
    {
        await Task.Yield();
        foreach (var unit in _worst)
        {
            // Quadratic, 240 KB of such lines took minutes each.
            var line = string.Concat(Enumerable.Repeat(unit, 8190 / unit.Length));
            var text = string.Join('\n', Enumerable.Repeat(line, 30));
            _ = SecretShapes.Remove(text, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void A_long_line_is_cut_and_says_so_and_the_next_one_is_whole()
    {
        var text = $"first\n{new string('x', 200_000)}\npassword=Zx9Hidden\n";
        var clean = SecretShapes.Remove(text, TestContext.Current.CancellationToken);
        Assert.Equal(
            $"first\n{new string('x', SecretShapes.LongestLine)}... ({200_001 - SecretShapes.LongestLine} characters more)\n"
                + "password=[redacted]\n",
            clean
        );
    }

    [Fact]
    public void Many_lines_stay_as_they_are()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"line {number}\n"));
        Assert.Equal(text, SecretShapes.Remove(text, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_key_over_many_pieces_is_taken_out()
    {
        var text =
            $"a\n-----BEGIN OPENSSH PRIVATE KEY-----\n{string.Concat(Enumerable.Repeat("Zx9Hidden\n", 20_000))}-----END OPENSSH "
            + "PRIVATE KEY-----\nb\n";
        Assert.Equal("a\n[redacted]\nb\n", SecretShapes.Remove(text, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void It_ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => SecretShapes.Remove(new string('x', 200_000), cancelled.Token));
    }

    [Fact]
    public void No_text_around_it_hides_a_secret() =>
        Gen.OneOf(
                "password",
                "=",
                ":",
                " ",
                "\"",
                "'",
                "\\",
                "\n",
                "rootpw",
                "--plaintext",
                "Bearer ",
                "://",
                "@",
                "<",
                ">",
                "x1y2",
                "$6$",
                "ghp_",
                "token",
                "string "
            )
            .Array[0, 25]
            .Sample(
                pieces =>
                {
                    var text = string.Concat(pieces);
                    Assert.DoesNotContain(
                        "Zx9Hidden",
                        SecretShapes.Remove($"{text}\npassword=Zx9Hidden\n{text}"),
                        StringComparison.Ordinal
                    );
                },
                iter: 5_000
            );
}
