namespace MailFactory.Testing.Machines;

/// <summary>What an installed disk said of itself when it booted alone.</summary>
/// <param name="OsName">PRETTY_NAME of /etc/os-release.</param>
/// <param name="BootTime">From power-on to SSH.</param>
/// <param name="Packages">Installed packages as <c>name version</c>, sorted.</param>
/// <param name="HostKey">Its SSH host key as known_hosts has it, confirmed over the serial console.</param>
internal sealed record BootProofResult(string OsName, TimeSpan BootTime, IReadOnlyList<string> Packages, string HostKey);
