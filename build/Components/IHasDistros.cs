using MailFactory.Testing.Options;
using Nuke.Common;

/// <summary>Which distros the build is about.</summary>
interface IHasDistros : INukeBuild
{
    [Parameter(
        "Distros to work on, such as debian-13; 'all' is the default matrix",
        Name = "distro",
        ValueProviderType = typeof(IHasDistros),
        ValueProviderMember = nameof(DistroNames)
    )]
    string[]? Distros => TryGetValue(() => Distros);

    IEnumerable<string> DistroNames => OfferedValues.Distros(RootDirectory);
}
