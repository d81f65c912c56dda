using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Media;

/// <summary>A throw-away OpenPGP key that signs fixtures; gpg keeps it in a folder of the test's own.</summary>
internal sealed class TestKey(string home)
{
    public string Keyring => Path.Combine(home, "pub.gpg");

    public string Fingerprint { get; private set; } = string.Empty;

    public static async Task<TestKey> CreateAsync(string home, CancellationToken cancellationToken)
    {
        Assert.SkipWhen(ToolRunner.Find("gpg") is null || ToolRunner.Find("gpgv") is null, "not installed: gpg, gpgv");
        Directory.CreateDirectory(home);
        var key = new TestKey(home);
        await key.GpgAsync(cancellationToken, "--quick-generate-key", "Test Archive <test@localhost>", "ed25519", "sign", "never");
        await key.GpgAsync(cancellationToken, "--output", key.Keyring, "--export");
        var listing = await key.GpgAsync(cancellationToken, "--with-colons", "--list-keys");
        key.Fingerprint = listing.Split('\n').First(line => line.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];
        return key;
    }

    public Task ClearSignAsync(string text, string target, CancellationToken cancellationToken) => GpgAsync(cancellationToken, "--yes", "--output", target, "--clearsign", text);

    private async Task<string> GpgAsync(CancellationToken cancellationToken, params string[] arguments) => (await ToolRunner.RunAsync(
        ToolCommand.Create("gpg", ["--homedir", home, "--batch", "--pinentry-mode", "loopback", "--passphrase", string.Empty, .. arguments]), cancellationToken)).EnsureSuccess().StandardOutput;
}
