namespace MailFactory.Testing.Releases;

/// <summary>What tells one installed machine from another.</summary>
/// <param name="MachineId">The content of /etc/machine-id.</param>
/// <param name="HostKeys">The public SSH host keys, one line each as type and key, sorted.</param>
internal sealed record ImageIdentity(string MachineId, IReadOnlyList<string> HostKeys);
