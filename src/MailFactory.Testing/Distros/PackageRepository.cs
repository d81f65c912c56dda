namespace MailFactory.Testing.Distros;

/// <summary>A package repository that a distro needs besides what is on its medium.</summary>
/// <param name="Name">Its name, such as <c>updates</c>.</param>
/// <param name="BaseUrl">The URL of its tree, with a slash at the end.</param>
internal sealed record PackageRepository(string Name, Uri BaseUrl);
