using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Parameters;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>Declares a workflow: .github/workflows/NAME.yml, with one job for each runner.</summary>
/// <param name="name">The workflow's name, which is also its file's.</param>
/// <param name="image">The runner of the first job.</param>
/// <param name="images">The runners of further jobs.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public partial class GitHubActionsAttribute(string name, GitHubActionsImage image, params GitHubActionsImage[] images)
    : ConfigurationAttributeBase
{
    /// <inheritdoc/>
    public override string IdPostfix => name;

    /// <inheritdoc/>
    public override Type HostType => typeof(GitHubActions);

    /// <inheritdoc/>
    public override AbsolutePath ConfigurationFile => NukeBuild.RootDirectory / ".github" / "workflows" / $"{name}.yml";

    /// <inheritdoc/>
    public override IEnumerable<AbsolutePath> GeneratedFiles => [ConfigurationFile];

    /// <inheritdoc/>
    public override IEnumerable<string> RelevantTargetNames => InvokedTargets;

    /// <inheritdoc/>
    public override IEnumerable<string> IrrelevantTargetNames => [];

    /// <inheritdoc/>
    public override CustomFileWriter CreateWriter(StreamWriter streamWriter) => new(streamWriter, indentationFactor: 2, commentPrefix: "#");

    /// <inheritdoc/>
    public override ConfigurationEntity GetConfiguration(IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        var triggers = GetTriggers().ToArray();
        if (On.Length > 0 == triggers.Length > 0)
        {
            throw new UsageException(
                $"{DisplayName}: a workflow needs either {nameof(On)} or properties that begin with {nameof(On)}, such as "
                    + $"{nameof(OnPushBranches)}."
            );
        }

        return new GitHubActionsConfiguration
        {
            Name = name,
            ShortTriggers = On,
            DetailedTriggers = triggers,
            Permissions = [.. WritePermissions.Select(x => (x, "write")), .. ReadPermissions.Select(x => (x, "read"))],
            ConcurrencyGroup = ConcurrencyGroup,
            ConcurrencyCancelInProgress = ConcurrencyCancelInProgress,
            Jobs = [.. images.Prepend(image).Select(x => GetJobs(x, relevantTargets))],
        };
    }

    /// <summary>The job of one runner.</summary>
    protected virtual GitHubActionsJob GetJobs(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets) =>
        new()
        {
            Name = EnumText.Of(image).Replace('.', '_'),
            Image = image,
            TimeoutMinutes = TimeoutMinutes,
            EnvironmentName = EnvironmentName,
            EnvironmentUrl = EnvironmentUrl,
            ConcurrencyGroup = JobConcurrencyGroup,
            ConcurrencyCancelInProgress = JobConcurrencyCancelInProgress,
            Steps = [.. Steps(relevantTargets)],
        };

    /// <summary>Environment variables for the build: inputs, secrets and the token.</summary>
    protected virtual IEnumerable<(string Key, string Value)> GetImports()
    {
        foreach (var input in OnWorkflowDispatchOptionalInputs.Concat(OnWorkflowDispatchRequiredInputs))
        {
            yield return (input, $"${{{{ github.event.inputs.{input} }}}}");
        }

        foreach (var secret in ImportSecrets)
        {
            yield return (secret, $"${{{{ secrets.{string.Join('_', ParameterNames.Words(secret)).ToUpperInvariant()} }}}}");
        }

        if (EnableGitHubToken)
        {
            yield return ("GITHUB_TOKEN", "${{ secrets.GITHUB_TOKEN }}");
        }
    }

    /// <summary>The events with conditions.</summary>
    protected virtual IEnumerable<GitHubActionsDetailedTrigger> GetTriggers()
    {
        if (OnPushBranches.Length + OnPushTags.Length > 0 && OnPushBranchesIgnore.Length + OnPushTagsIgnore.Length > 0)
        {
            throw new UsageException($"{DisplayName}: branches and tags of pushes are either named or ignored, not both.");
        }

        if (Any(OnPushBranches, OnPushBranchesIgnore, OnPushTags, OnPushTagsIgnore, OnPushIncludePaths, OnPushExcludePaths))
        {
            yield return new GitHubActionsVcsTrigger
            {
                Kind = GitHubActionsTrigger.Push,
                Branches = OnPushBranches,
                BranchesIgnore = OnPushBranchesIgnore,
                Tags = OnPushTags,
                TagsIgnore = OnPushTagsIgnore,
                IncludePaths = OnPushIncludePaths,
                ExcludePaths = OnPushExcludePaths,
            };
        }

        if (Any(OnPullRequestBranches, OnPullRequestTags, OnPullRequestIncludePaths, OnPullRequestExcludePaths))
        {
            yield return new GitHubActionsVcsTrigger
            {
                Kind = GitHubActionsTrigger.PullRequest,
                Branches = OnPullRequestBranches,
                Tags = OnPullRequestTags,
                IncludePaths = OnPullRequestIncludePaths,
                ExcludePaths = OnPullRequestExcludePaths,
            };
        }

        if (Any(OnWorkflowDispatchOptionalInputs, OnWorkflowDispatchRequiredInputs))
        {
            yield return new GitHubActionsWorkflowDispatchTrigger
            {
                OptionalInputs = OnWorkflowDispatchOptionalInputs,
                RequiredInputs = OnWorkflowDispatchRequiredInputs,
            };
        }

        if (OnCronSchedule is not null)
        {
            yield return new GitHubActionsScheduledTrigger { Cron = OnCronSchedule };
        }
    }

    private static bool Any(params string[][] lists) => lists.Any(x => x.Length > 0);

    private IEnumerable<GitHubActionsStep> Steps(IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        yield return new GitHubActionsCheckoutStep
        {
            Submodules = _submodules,
            Lfs = _lfs,
            FetchDepth = _fetchDepth,
            Progress = _progress,
            Filter = Filter,
        };
        if (CacheKeyFiles.Length > 0)
        {
            yield return new GitHubActionsCacheStep
            {
                IncludePatterns = CacheIncludePatterns,
                ExcludePatterns = CacheExcludePatterns,
                KeyFiles = CacheKeyFiles,
            };
        }

        yield return new GitHubActionsRunStep
        {
            BuildCmdPath = BuildCmdPath,
            InvokedTargets = InvokedTargets,
            Imports = GetImports().ToDictionary(x => x.Key, x => x.Value),
        };
        foreach (var path in PublishArtifacts ? Products(relevantTargets) : [])
        {
            yield return new GitHubActionsArtifactStep
            {
                Name = path.Name,
                Path = Build.RootDirectory.GetUnixRelativePathTo(path),
                Condition = PublishCondition,
            };
        }
    }

    /// <summary>The folders and files that the targets say they produce; of a pattern the part before its first star.</summary>
    private static IEnumerable<AbsolutePath> Products(IReadOnlyCollection<ExecutableTarget> targets) =>
        targets
            .SelectMany(x => x.ArtifactProducts)
            .Select(x =>
                x.Contains('*', StringComparison.Ordinal)
                    ? AbsolutePath.Create(x[..x.IndexOf('*', StringComparison.Ordinal)] + "x").Parent
                    : AbsolutePath.Create(x)
            )
            .Distinct();
}
