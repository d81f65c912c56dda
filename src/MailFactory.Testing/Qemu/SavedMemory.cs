namespace MailFactory.Testing.Qemu;

/// <summary>A stopped machine's memory and devices in a file, as QEMU's migration writes them.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its digest.</param>
internal sealed record SavedMemory(string Path, long Bytes, string Sha256);
