using Nuke.Common;

/// <summary>Whether generated files are written or only compared.</summary>
interface IHasCheck : INukeBuild
{
    [Parameter("Changes nothing; fails when a generated file is not what it should be")]
    bool Check => TryGetValue<bool?>(() => Check) ?? false;
}
