using Nuke.Common;

/// <summary>Whether generated files are written or only compared.</summary>
interface IHasDriftCheck : INukeBuild
{
    [Parameter("Changes nothing; fails if a generated file is out of date, and names it")]
    bool Check => TryGetValue<bool?>(() => Check) ?? false;
}
