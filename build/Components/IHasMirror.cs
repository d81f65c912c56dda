using Nuke.Common;

/// <summary>Where Debian's packages come from.</summary>
interface IHasMirror : INukeBuild
{
    [Parameter("Debian mirror for netboot media and for the machines - Default is 'http://deb.debian.org/debian'")]
    string Mirror => TryGetValue(() => Mirror) ?? "http://deb.debian.org/debian";
}
