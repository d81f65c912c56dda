using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Matrix;

/// <summary>The record of a build that was sent to the background.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Nonce">The word that it carries in its environment.</param>
internal sealed record DetachedProcessRecord(ProcessIdentity? Process, string Nonce);
