using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.Machines.Warm;

/// <summary>A mail server on a machine, and what is known of the machine that it was put on.</summary>
internal sealed record SavedServer
{
    /// <summary>The mail server.</summary>
    public required ProvisionResult Result { get; init; }

    /// <summary>The ports that were open to the outside before there was a mail server.</summary>
    public required IReadOnlyList<int> OwnPorts { get; init; }

    /// <summary>What was found out about a system that somebody brought, one sentence each.</summary>
    public required IReadOnlyList<string> Met { get; init; }

    /// <summary>The installed packages, the mail server's among them.</summary>
    public required IReadOnlyList<string> Packages { get; init; }
}
