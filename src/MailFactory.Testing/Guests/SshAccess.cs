namespace MailFactory.Testing.Guests;

/// <summary>How to reach a guest over SSH.</summary>
internal sealed record SshAccess
{
    /// <summary>The address; 127.0.0.1 unless set, as QEMU forwards a port there.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The TCP port on <see cref="Host"/>.</summary>
    public required int Port { get; init; }

    /// <summary>A user who may use sudo without a password.</summary>
    public required string User { get; init; }

    /// <summary>The file with the private key.</summary>
    public required string PrivateKeyPath { get; init; }

    /// <summary>
    /// The server's public key as known_hosts has it, such as <c>ssh-ed25519 AAAA…</c>; null when it is not known yet, and then any is
    /// taken.
    /// </summary>
    public string? HostKey { get; init; }

    /// <summary>Whether the guest may still be learning the key, as from cloud-init, so that a refusal is no answer yet.</summary>
    public bool IsKeyNew { get; init; }
}
