namespace MailFactory.Testing.Media.Installers;

/// <summary>A file to append to the initrd.</summary>
/// <param name="InitrdPath">Where it goes inside the initrd, with a leading slash.</param>
/// <param name="FilePath">Where it is on the host.</param>
internal sealed record SupplementFile(string InitrdPath, string FilePath);
