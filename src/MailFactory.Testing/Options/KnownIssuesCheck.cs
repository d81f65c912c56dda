using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Runs.Known;

namespace MailFactory.Testing.Options;

/// <summary>Finds known issues that could never be met, because what they are about does not exist.</summary>
internal static class KnownIssuesCheck
{
    /// <summary>The mistakes, each with its place and what is allowed.</summary>
    /// <param name="known">The issues.</param>
    /// <param name="catalog">The distros that there are.</param>
    public static IEnumerable<string> Mistakes(KnownIssues known, DistroCatalog catalog)
    {
        string[] checks = [.. CheckSelection.Of(null).Select(check => check.Id)];
        return
        [
            .. known.All.SelectMany(issue => DistrosOf(issue, catalog)),
            .. known.All.SelectMany(issue => ChecksOf(issue, checks)),
            .. FactoryExpectation.Mistakes(known),
        ];
    }

    // A server that somebody runs goes by its address.
    private static IEnumerable<string> DistrosOf(KnownIssue issue, DistroCatalog catalog) =>
        issue
            .Distros.Where(name => !catalog.Ids.Contains(name) && name.IndexOfAny(['.', ':']) < 0)
            .Select(name => WrongValue.Of($"{issue.Place}: distros", name, [.. catalog.Ids, "the address of a server"]));

    private static IEnumerable<string> ChecksOf(KnownIssue issue, IReadOnlyList<string> checks) =>
        issue.Checks.Except(checks).Select(id => WrongValue.Of($"{issue.Place}: checks", [id], checks, "a check that TESTING.md lists"));
}
