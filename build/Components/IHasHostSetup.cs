using Nuke.Common;

/// <summary>Whether the host may be changed.</summary>
interface IHasHostSetup : INukeBuild
{
    [Parameter("Installs missing host tools first; needs root")]
    bool Setup => TryGetValue<bool?>(() => Setup) ?? false;
}
