using MailFactory.Testing.Processes;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.IntegrationTests.Releases;

/// <summary>A signer with a key of their own, in a home of their own.</summary>
internal sealed record GpgKey(string Home)
{
    public string PublicKeyPath => Path.Combine(Home, "public.asc");

    public static Task<GpgKey> CreateAsync(string home, CancellationToken cancellationToken) =>
        CreateAsync(home, [], "never", cancellationToken);

    /// <summary>A key that has expired, and a signature by it that was good in its time.</summary>
    public static async Task<GpgKey> CreateExpiredAsync(string home, string signed, CancellationToken cancellationToken)
    {
        var key = await CreateAsync(home, ["--faked-system-time", "20200101T000000!"], "2d", cancellationToken);
        await key.RunAsync(
            ["--faked-system-time", "20200102T000000!", "--armor", "--output", $"{signed}.asc", "--detach-sign", signed],
            cancellationToken
        );
        return key;
    }

    private static async Task<GpgKey> CreateAsync(string home, string[] options, string expiry, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(home);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var key = new GpgKey(home);
        await key.RunAsync(
            [.. options, "--quick-generate-key", "Release Signer <signer@example.org>", "ed25519", "sign", expiry],
            cancellationToken
        );
        await key.ExportAsync(cancellationToken);
        return key;
    }

    /// <summary>The fingerprint of the key.</summary>
    public string Fingerprint =>
        Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(Home, "openpgp-revocs.d"), "*.rev").Single());

    /// <summary>Revokes the key with the certificate that gpg makes for such a day, and exports it again.</summary>
    public async Task RevokeAsync(CancellationToken cancellationToken)
    {
        var certificate = Path.Combine(Home, "revoke.asc");
        var made = await File.ReadAllTextAsync(Path.Combine(Home, "openpgp-revocs.d", $"{Fingerprint}.rev"), cancellationToken);
        await File.WriteAllTextAsync(certificate, made.Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal), cancellationToken);
        await RunAsync(["--import", certificate], cancellationToken);
        await ExportAsync(cancellationToken);
    }

    private Task ExportAsync(CancellationToken cancellationToken) =>
        RunAsync(["--armor", "--output", PublicKeyPath, "--export"], cancellationToken);

    /// <summary>Signs as a release does, with the default key of this home.</summary>
    public async Task SignAsync(string path, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("GNUPGHOME", Home);
        try
        {
            await SignatureTool.Gpg.SignAsync(path, key: null, cancellationToken);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GNUPGHOME", null);
        }
    }

    private async Task RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create(
                    "gpg",
                    ["--homedir", Home, "--batch", "--yes", "--passphrase", "", "--pinentry-mode", "loopback", .. arguments]
                ),
                cancellationToken
            )
        ).EnsureSuccess();
}
