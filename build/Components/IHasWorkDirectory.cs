using Nuke.Common;
using Nuke.Common.IO;

/// <summary>Where a run keeps what it makes.</summary>
interface IHasWorkDirectory : INukeBuild
{
    [Parameter("The folder for media, machines, logs and reports - Default is the repository")]
    AbsolutePath WorkDirectory => TryGetValue(() => WorkDirectory) ?? RootDirectory;
}
