namespace MailFactory.Testing.Reports;

/// <summary>What differs between the packages of two machines, in sentences.</summary>
internal static class PackageDifference
{
    /// <summary>Compares two lists of <c>name version</c>; what only one of two reports knows is no difference.</summary>
    /// <param name="then">The older one.</param>
    /// <param name="now">The newer one.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> then, IReadOnlyList<string> now)
    {
        if (then.Count == 0 || now.Count == 0)
        {
            return [];
        }

        var (before, after) = (Versions(then), Versions(now));
        return before
            .Keys.Union(after.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Then: before.GetValueOrDefault(name), Now: after.GetValueOrDefault(name)))
            .Where(package => package.Then != package.Now)
            .Select(package => Sentence(package.Name, package.Then, package.Now));
    }

    // A kernel, and a library of two architectures, is installed more than once.
    private static Dictionary<string, string> Versions(IReadOnlyList<string> packages) =>
        packages
            .Select(package => package.Split(' ', 2))
            .GroupBy(parts => parts[0], parts => parts[^1], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Distinct().Order(StringComparer.Ordinal)));

    private static string Sentence(string name, string? then, string? now) =>
        (then, now) switch
        {
            (null, _) => $"{name} {now} added",
            (_, null) => $"{name} {then} removed",
            _ => $"{name} {then} -> {now}",
        };
}
