namespace MailFactory.Testing.Releases;

/// <summary>What the boot of a sanitised image proved.</summary>
/// <param name="BootTime">From power-on to SSH with the owner's key.</param>
/// <param name="Statements">What was found, one sentence each.</param>
internal sealed record ImageProof(TimeSpan BootTime, IReadOnlyList<string> Statements);
