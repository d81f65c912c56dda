namespace MailFactory.Testing.Machines.Warm;

/// <summary>A file of a saved state as it was when it was written.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its digest.</param>
internal sealed record StateFile(long Bytes, string Sha256);
