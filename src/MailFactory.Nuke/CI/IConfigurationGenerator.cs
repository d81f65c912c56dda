using Nuke.Common.Execution;

namespace Nuke.Common.CI;

/// <summary>Writes configuration files of a build server.</summary>
public interface IConfigurationGenerator
{
    /// <summary>The name by which its generation can be asked for, such as <c>GitHubActions_nightly</c>.</summary>
    string Id { get; }

    /// <summary>Whether the files are written at every local start.</summary>
    bool AutoGenerate { get; }

    /// <summary>Writes the files.</summary>
    void Generate(IReadOnlyCollection<ExecutableTarget> executableTargets);
}
