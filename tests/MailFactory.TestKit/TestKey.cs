using MailFactory.Testing.Processes;

namespace MailFactory.TestKit;

/// <summary>A throw-away OpenPGP key that signs fixtures; gpg keeps it in a folder of the test's own, at any time the test likes.</summary>
internal sealed class TestKey(string home)
{
    public string Keyring => Path.Combine(home, "pub.gpg");

    public string ArmouredKeyring => Path.Combine(home, "pub.asc");

    public string Fingerprint { get; private set; } = string.Empty;

    /// <summary>Makes a key.</summary>
    /// <param name="home">gpg's folder.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <param name="expiry">When it expires, in gpg's words.</param>
    /// <param name="now">gpg's clock, such as <c>20200101T000000</c>; the real one when null.</param>
    /// <param name="algorithm">What kind of key, in gpg's words.</param>
    public static async Task<TestKey> CreateAsync(
        string home,
        CancellationToken cancellationToken,
        string expiry = "never",
        string? now = null,
        string algorithm = "ed25519"
    )
    {
        Assert.SkipWhen(ToolRunner.Find("gpg") is null || ToolRunner.Find("gpgv") is null, "not installed: gpg, gpgv");
        Directory.CreateDirectory(home);
        var key = new TestKey(home);
        await key.AtAsync(now, cancellationToken, "--quick-generate-key", "Test Archive <test@localhost>", algorithm, "sign", expiry);
        var listing = await key.AtAsync(null, cancellationToken, "--with-colons", "--list-keys");
        key.Fingerprint = listing.Split('\n').First(line => line.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];
        await key.ExportAsync(cancellationToken);
        return key;
    }

    public Task ClearSignAsync(
        string text,
        string target,
        CancellationToken cancellationToken,
        string? now = null,
        string? digest = null
    ) =>
        AtAsync(
            now,
            cancellationToken,
            [.. digest is null ? [] : new[] { "--digest-algo", digest }, "--yes", "--output", target, "--clearsign", text]
        );

    /// <summary>Signs a text and packs both into one message.</summary>
    public Task PackSignAsync(string text, string target, CancellationToken cancellationToken) =>
        AtAsync(null, cancellationToken, "--yes", "--output", target, "--sign", text);

    public Task DetachSignAsync(string file, string target, CancellationToken cancellationToken, bool isArmoured = false) =>
        AtAsync(
            null,
            cancellationToken,
            [.. isArmoured ? ["--armor"] : Array.Empty<string>(), "--yes", "--output", target, "--detach-sign", file]
        );

    /// <summary>Adds a subkey that signs; gpg prefers it from then on.</summary>
    public async Task AddSubkeyAsync(CancellationToken cancellationToken)
    {
        await AtAsync(null, cancellationToken, "--quick-add-key", Fingerprint, "ed25519", "sign", "never");
        await ExportAsync(cancellationToken);
    }

    public async Task ExpireAsync(string expiry, CancellationToken cancellationToken, string? now = null)
    {
        await AtAsync(now, cancellationToken, "--quick-set-expire", Fingerprint, expiry);
        await ExportAsync(cancellationToken);
    }

    /// <summary>Publishes the revocation that gpg made ready along with the key.</summary>
    public async Task RevokeAsync(CancellationToken cancellationToken)
    {
        var prepared = await File.ReadAllTextAsync(Path.Combine(home, "openpgp-revocs.d", $"{Fingerprint}.rev"), cancellationToken);
        var revocation = Path.Combine(home, "revoke.asc");
        await File.WriteAllTextAsync(
            revocation,
            prepared.Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal),
            cancellationToken
        );
        await AtAsync(null, cancellationToken, "--import", revocation);
        await ExportAsync(cancellationToken);
    }

    private async Task ExportAsync(CancellationToken cancellationToken)
    {
        await AtAsync(null, cancellationToken, "--yes", "--output", Keyring, "--export");
        await AtAsync(null, cancellationToken, "--yes", "--armor", "--output", ArmouredKeyring, "--export");
    }

    private async Task<string> AtAsync(string? now, CancellationToken cancellationToken, params string[] arguments) =>
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create(
                    "gpg",
                    [
                        "--homedir",
                        home,
                        "--batch",
                        "--pinentry-mode",
                        "loopback",
                        "--passphrase",
                        string.Empty,
                        .. now is null ? [] : new[] { "--faked-system-time", $"{now}!" },
                        .. arguments,
                    ]
                ),
                cancellationToken
            )
        )
            .EnsureSuccess()
            .StandardOutput;
}
