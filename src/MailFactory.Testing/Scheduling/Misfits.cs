namespace MailFactory.Testing.Scheduling;

/// <summary>Names the items that a host can never take, with the numbers and what changes them.</summary>
internal static class Misfits
{
    // In the order of Resources.Amounts.
    private static readonly string[] _remedies =
    [
        "--memory or --host-memory changes that",
        "--cpus or --host-cpus changes that",
        "--work-directory on a larger disk changes that",
        "no option changes that",
        "--max-parallel changes that",
    ];

    /// <summary>A sentence for each amount that is too large, naming the first item that needs it and how many others do.</summary>
    public static IEnumerable<string> Of(WorkGraph graph, Resources capacity) =>
        capacity.Amounts.SelectMany(
            (has, resource) =>
                graph
                    .Items.Where(item => item.Needs.Amounts[resource].Amount > has.Amount)
                    .GroupBy(item => item.Needs.Amounts[resource].Amount)
                    .Select(same => $"{Who([.. same])} {same.Key} {has.Name}, and this host allows {has.Amount}: {_remedies[resource]}")
        );

    private static string Who(IReadOnlyList<WorkItem> items) =>
        items.Count == 1 ? $"{items[0].Id} needs" : $"{items[0].Id} and {items.Count - 1} more need";
}
