using MailFactory.Testing.Options;
using Nuke.Common;

/// <summary>Where Debian's packages come from.</summary>
interface IHasMirror : INukeBuild
{
    [Parameter("Debian mirror for netboot media and for the machines - Default is 'http://deb.debian.org/debian'")]
    string Mirror => TryGetValue(() => Mirror) ?? "http://deb.debian.org/debian";

    [Parameter(
        "Whether Debian's and Ubuntu's packages that machines download are kept for the next one: auto or off - Default is 'auto': where "
            + "apt-cacher-ng is installed",
        ValueProviderType = typeof(IHasMirror),
        ValueProviderMember = nameof(PackageCaches)
    )]
    string PackageCache => TryGetValue(() => PackageCache) ?? "auto";

    IEnumerable<string> PackageCaches => OfferedValues.PackageCaches;
}
