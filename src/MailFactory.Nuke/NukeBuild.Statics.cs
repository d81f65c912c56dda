using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common;

/// <content>What is known without a build object.</content>
public abstract partial class NukeBuild
{
    /// <summary>The nearest directory above the current one that holds <c>.nuke</c>, or what <c>--root</c> says.</summary>
    public static AbsolutePath RootDirectory => BuildSession.Current.RootDirectory;

    /// <summary><c>.nuke/temp</c> below the root; it exists.</summary>
    public static AbsolutePath TemporaryDirectory => BuildSession.Current.TemporaryDirectory.CreateDirectory();

    /// <summary>The build's dll.</summary>
    public static AbsolutePath BuildAssemblyFile =>
        Assembly.GetEntryAssembly()?.Location is { Length: > 0 } location ? AbsolutePath.Create(location) : null;

    /// <summary>The directory of the build's dll.</summary>
    public static AbsolutePath BuildAssemblyDirectory => BuildAssemblyFile?.Parent;

    /// <summary>The directory of the build's project, or null.</summary>
    public static AbsolutePath BuildProjectDirectory => BuildProjectFile?.Parent;

    /// <summary>The first project file above the build's dll, or null.</summary>
    public static AbsolutePath BuildProjectFile =>
        BuildAssemblyDirectory?.FindParentOrSelf(x => x.ContainsFile("*.csproj"))?.GetFiles("*.csproj").Single();

    /// <summary>How much of the log reaches the console.</summary>
    public static Verbosity Verbosity
    {
        get => BuildSession.Current.Verbosity;
        set => BuildSession.Current.Verbosity = value;
    }

    /// <summary>Where the build runs.</summary>
    public static Host Host
    {
        get => BuildSession.Current.Host;
        set => BuildSession.Current.Host = value;
    }

    /// <summary>The profiles given by <c>--profile</c>.</summary>
    public static string[] LoadedLocalProfiles => BuildSession.Current.Profiles;

    /// <summary>Whether this is not a build server.</summary>
    public static bool IsLocalBuild => !IsServerBuild;

    /// <summary>Whether this is a build server.</summary>
    public static bool IsServerBuild => BuildSession.Current.IsServerBuild;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.RootDirectory => RootDirectory;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.BuildAssemblyFile => BuildAssemblyFile;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.BuildAssemblyDirectory => BuildAssemblyDirectory;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.BuildProjectDirectory => BuildProjectDirectory;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.BuildProjectFile => BuildProjectFile;

    /// <inheritdoc/>
    Verbosity INukeBuild.Verbosity => Verbosity;

    /// <inheritdoc/>
    Host INukeBuild.Host => Host;

    /// <inheritdoc/>
    bool INukeBuild.IsLocalBuild => IsLocalBuild;

    /// <inheritdoc/>
    bool INukeBuild.IsServerBuild => IsServerBuild;
}
