namespace MailFactory.Testing.Runs;

/// <summary>A disk that somebody has and wants a mail server tested on, instead of one that is installed.</summary>
public sealed record ImageOptions
{
    /// <summary>The image; it is never written to.</summary>
    public required string File { get; init; }

    /// <summary>The user to log in as: one that is there when <see cref="SshKey"/> is given, else one that cloud-init makes.</summary>
    public string? User { get; init; }

    /// <summary>The private key that lets the user in; cloud-init is given a fresh one when null.</summary>
    public string? SshKey { get; init; }
}
