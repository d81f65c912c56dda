using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Guests;

/// <summary>A fresh Ed25519 key pair in OpenSSH's format, without a passphrase.</summary>
/// <param name="PrivateKeyPath">The private key's file, readable by its owner only.</param>
/// <param name="PublicKey">The public key, one line as in authorized_keys.</param>
internal sealed record SshKeyPair(string PrivateKeyPath, string PublicKey)
{
    /// <summary>Makes a key pair with ssh-keygen, replacing one that is already at the path.</summary>
    public static async Task<SshKeyPair> CreateAsync(string privateKeyPath, string comment, CancellationToken cancellationToken)
    {
        File.Delete(privateKeyPath);
        File.Delete($"{privateKeyPath}.pub");
        var command = ToolCommand.Create("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-C", comment, "-f", privateKeyPath);
        (await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
        var line = await File.ReadAllTextAsync($"{privateKeyPath}.pub", cancellationToken).ConfigureAwait(false);
        return new SshKeyPair(privateKeyPath, line.Trim());
    }
}
