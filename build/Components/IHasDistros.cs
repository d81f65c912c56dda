using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>Which distros the build is about.</summary>
interface IHasDistros : INukeBuild
{
    [Parameter("Distros, such as debian-13, or 'all' for the default matrix",
        Name = "distro", ValueProviderType = typeof(IHasDistros), ValueProviderMember = nameof(DistroNames))]
    string[]? Distros => TryGetValue(() => Distros);

    IEnumerable<string> DistroNames => OfferedValues.Distros(RootDirectory);
}
