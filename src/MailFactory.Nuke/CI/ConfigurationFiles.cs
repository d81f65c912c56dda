using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Serilog;

namespace Nuke.Common.CI;

/// <summary>The build servers' configuration files that a build declares on its class.</summary>
internal static class ConfigurationFiles
{
    /// <summary>Writes those that are to be kept up to date and are not, and says which.</summary>
    public static void Update(NukeBuild build, IReadOnlyCollection<ExecutableTarget> targets)
    {
        foreach (var configuration in Of(build).Where(x => x.AutoGenerate && x.IsOutdated(targets)))
        {
            configuration.Generate(targets);
            Log.Warning(
                "Configuration files for {Configuration} have changed: {Files}",
                configuration.DisplayName,
                configuration.GeneratedFiles.Select(x => x.ToString())
            );
        }
    }

    /// <summary>Writes the one of that name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static void Generate(NukeBuild build, IReadOnlyCollection<ExecutableTarget> targets, string id)
    {
        var all = Of(build);
        var ids = all.Select(x => x.Id).ToList();
        var chosen =
            all.FirstOrDefault(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(
                $"--generate-configuration: unknown configuration '{id}'.{NearestNames.Hint(id, ids)} Configurations: "
                    + $"{string.Join(", ", ids.DefaultIfEmpty("none"))}."
            );
        chosen.Generate(targets);
    }

    private static List<ConfigurationAttributeBase> Of(NukeBuild build)
    {
        var type = build.GetType();
        if (!type.IsDefined(typeof(ConfigurationAttributeBase), inherit: true))
        {
            return [];
        }

        var all = type.GetCustomAttributes<ConfigurationAttributeBase>().ToList();
        all.ForEach(x => x.Build = build);
        return all;
    }
}
