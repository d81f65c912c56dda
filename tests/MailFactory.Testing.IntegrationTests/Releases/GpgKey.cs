using MailFactory.Testing.Processes;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.IntegrationTests.Releases;

/// <summary>A signer with a key of their own, in a home of their own.</summary>
internal sealed record GpgKey(string Home)
{
    public string PublicKeyPath => Path.Combine(Home, "public.asc");

    public static async Task<GpgKey> CreateAsync(string home, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(home);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var key = new GpgKey(home);
        await key.RunAsync(["--quick-generate-key", "Release Signer <signer@example.org>", "ed25519", "sign", "never"], cancellationToken);
        await key.RunAsync(["--armor", "--output", key.PublicKeyPath, "--export"], cancellationToken);
        return key;
    }

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
        (await ToolRunner.RunAsync(ToolCommand.Create("gpg", ["--homedir", Home, "--batch", "--yes", "--passphrase", "", "--pinentry-mode", "loopback", .. arguments]), cancellationToken)).EnsureSuccess();
}
