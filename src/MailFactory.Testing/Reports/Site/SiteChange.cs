namespace MailFactory.Testing.Reports.Site;

/// <summary>A distro whose verdict or failed checks were different in its run before.</summary>
/// <param name="Run">The run in which it changed.</param>
/// <param name="Result">What it found.</param>
/// <param name="Before">What was found before.</param>
internal sealed record SiteChange(SiteRun Run, SiteResult Result, SiteResult Before)
{
    /// <summary>One line about it.</summary>
    public string Text
    {
        get
        {
            if (Result.Verdict != Before.Verdict)
            {
                return Result.Cause is { } cause
                    ? $"{Result.Distro}: {Result.Verdict}, {Before.Verdict} before: {cause}"
                    : $"{Result.Distro}: {Result.Verdict}, {Before.Verdict} before";
            }

            string?[] parts =
            [
                Says("fails now", Result.Failed.Except(Before.Failed)),
                Says("fails no longer", Before.Failed.Except(Result.Failed)),
            ];
            return $"{Result.Distro}: {string.Join("; ", parts.OfType<string>())}";
        }
    }

    /// <summary>All changes of a history, the newest first. Cancelled runs and those that did not come to a distro say nothing.</summary>
    public static IReadOnlyList<SiteChange> Of(SiteHistory history)
    {
        var last = new Dictionary<string, SiteResult>();
        var changes = new List<SiteChange>();
        foreach (var run in history.Runs)
        {
            foreach (var result in run.Results.Where(result => result.Verdict is "passed" or "failed"))
            {
                if (
                    last.TryGetValue(result.Distro, out var before)
                    && (before.Verdict != result.Verdict || !before.Failed.ToHashSet().SetEquals(result.Failed))
                )
                {
                    changes.Add(new SiteChange(run, result, before));
                }

                last[result.Distro] = result;
            }
        }

        changes.Reverse();
        return changes;
    }

    private static string? Says(string what, IEnumerable<string> checks) =>
        checks.ToList() is { Count: > 0 } list ? $"{string.Join(", ", list)} {what}" : null;
}
