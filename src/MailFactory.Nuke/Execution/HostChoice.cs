using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Decides where the build runs.</summary>
internal static class HostChoice
{
    private static readonly (string Name, Func<Host> Create)[] Hosts =
    [
        (nameof(Terminal), () => new Terminal()),
        (nameof(CI.GitHubActions.GitHubActions), () => new CI.GitHubActions.GitHubActions()),
    ];

    public static IEnumerable<string> Names => Hosts.Select(x => x.Name);

    /// <summary>The host of that name, or the one that the environment shows.</summary>
    /// <exception cref="UsageException">There is no host of that name.</exception>
    public static Host Choose(string name, IReadOnlyDictionary<string, string> variables)
    {
        if (name is null)
            return variables.ContainsKey("GITHUB_ACTIONS") ? new CI.GitHubActions.GitHubActions() : new Terminal();

        return Hosts.FirstOrDefault(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Create?.Invoke()
            ?? throw new UsageException($"--host: unknown host '{name}'.{NearestNames.Hint(name, Names)} Hosts: {string.Join(", ", Names)}.");
    }
}
