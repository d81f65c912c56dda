using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>A run of Mail Server Factory against one machine.</summary>
internal sealed record FactoryRequest
{
    /// <summary>The name of the run, for messages and its configuration.</summary>
    public required string Name { get; init; }

    /// <summary>Mail Server Factory.</summary>
    public required FactoryInstallation Installation { get; init; }

    /// <summary>The configuration of the server: a file of Examples/ with its includes.</summary>
    public required string Configuration { get; init; }

    /// <summary>The passwords that the configuration leaves open.</summary>
    public required GeneratedPasswords Passwords { get; init; }

    /// <summary>The Docker account.</summary>
    public required FactoryCredentials Docker { get; init; }

    /// <summary>How the machine is reached; its user may use sudo, which Mail Server Factory itself never does.</summary>
    public required SshAccess Access { get; init; }

    /// <summary>The file that gets what it prints, secrets masked.</summary>
    public required string LogPath { get; init; }

    /// <summary>How long it may take for what.</summary>
    public FactoryTimes Times { get; init; } = new();

    /// <summary>By what the limits of our own commands in the machine are multiplied; 1 unless set.</summary>
    public double TimeoutScale { get; init; } = 1;
}
