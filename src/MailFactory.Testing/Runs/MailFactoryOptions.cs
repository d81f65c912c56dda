namespace MailFactory.Testing.Runs;

/// <summary>Where Mail Server Factory is and with which Docker account it logs in.</summary>
public sealed record MailFactoryOptions
{
    /// <summary>Its checkout; found by its launcher in PATH when null.</summary>
    public string? Home { get; init; }

    /// <summary>Its jar; found where its launcher would find it when null.</summary>
    public string? Jar { get; init; }

    /// <summary>The name of the Docker account; needed.</summary>
    public string? DockerAccount { get; init; }

    /// <summary>The password or access token of the Docker account; needed.</summary>
    public SecretText? DockerPassword { get; init; }
}
