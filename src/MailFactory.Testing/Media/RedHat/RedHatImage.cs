namespace MailFactory.Testing.Media.RedHat;

/// <summary>An image in Red Hat's list.</summary>
/// <param name="FileName">The file's name, such as <c>rhel-9.6-x86_64-dvd.iso</c>.</param>
/// <param name="Checksum">Its SHA-256 digest, which is also its key in the API.</param>
internal sealed record RedHatImage(string FileName, string Checksum);
