namespace MailFactory.Testing.Hosts;

/// <summary>One tool as found on the host.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Path">Where it is; null when it is missing.</param>
/// <param name="Version">The first line it prints about its version; null when it prints none.</param>
internal sealed record ToolFact(HostTool Tool, string? Path, string? Version);
