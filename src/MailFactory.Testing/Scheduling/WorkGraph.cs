namespace MailFactory.Testing.Scheduling;

/// <summary>Items with their dependencies, in the order in which they are worth starting.</summary>
internal sealed class WorkGraph
{
    private readonly Dictionary<ItemId, WorkItem> _items;
    private readonly Dictionary<ItemId, TimeSpan> _paths = [];

    /// <summary>Takes the items; throws <see cref="ArgumentException"/> for a name used twice, an unknown dependency or a circle.</summary>
    /// <param name="items">The items; among equals an earlier one starts first.</param>
    public WorkGraph(IReadOnlyList<WorkItem> items)
    {
        _items = items.ToDictionary(item => item.Id);
        var followers = items
            .SelectMany(item => item.DependsOn.Select(before => (before, item.Id)))
            .ToLookup(edge => edge.before, edge => edge.Id);
        if (followers.FirstOrDefault(edges => !_items.ContainsKey(edges.Key)) is { } unknown)
        {
            throw new ArgumentException($"{unknown.First()} depends on {unknown.Key}, which is not there", nameof(items));
        }

        foreach (var item in items)
        {
            Measure(item.Id, followers, []);
        }

        // The sort is stable, so the order given decides among equals and the same items always give the same order.
        Items = [.. items.OrderByDescending(item => _paths[item.Id])];
    }

    /// <summary>The items, those with the longest path to the end first.</summary>
    public IReadOnlyList<WorkItem> Items { get; }

    /// <summary>The longest path through the graph: no host, however large, is quicker.</summary>
    public TimeSpan LongestPath => _paths.Count == 0 ? TimeSpan.Zero : _paths.Values.Max();

    /// <summary>The items that wait for no other any more, in the order in which they are worth starting.</summary>
    public IEnumerable<WorkItem> Ready(ScheduleState state)
    {
        var running = state.Running.Select(item => item.Item.Id).ToHashSet();
        return Items.Where(item => !state.Over.Contains(item.Id) && !running.Contains(item.Id) && item.DependsOn.All(state.Over.Contains));
    }

    private TimeSpan Measure(ItemId id, ILookup<ItemId, ItemId> followers, HashSet<ItemId> above)
    {
        if (_paths.TryGetValue(id, out var known))
        {
            return known;
        }

        if (!above.Add(id))
        {
            throw new ArgumentException($"{id} waits for itself, by way of {string.Join(", ", above)}");
        }

        var longest = followers[id].Select(follower => Measure(follower, followers, above)).DefaultIfEmpty().Max();
        above.Remove(id);
        return _paths[id] = _items[id].Expected + longest;
    }
}
