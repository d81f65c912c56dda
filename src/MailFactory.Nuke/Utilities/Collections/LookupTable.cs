using System.Collections;

namespace Nuke.Common.Utilities.Collections;

/// <summary>Several values for each key, to which values can be added.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
public class LookupTable<TKey, TValue> : ILookup<TKey, TValue>
{
    private readonly Dictionary<TKey, List<TValue>> _groups = [];

    /// <inheritdoc/>
    public int Count => _groups.Count;

    /// <inheritdoc/>
    public IEnumerable<TValue> this[TKey key] => _groups.TryGetValue(key, out var values) ? values : [];

    /// <summary>Adds one value to a key.</summary>
    public void Add(TKey key, TValue value) => AddRange(key, [value]);

    /// <summary>Adds values to a key, which is there afterwards even if there are none.</summary>
    public void AddRange(TKey key, IEnumerable<TValue> values)
    {
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = [];
        }

        group.AddRange(values);
    }

    /// <inheritdoc/>
    public bool Contains(TKey key) => _groups.ContainsKey(key);

    /// <inheritdoc/>
    public IEnumerator<IGrouping<TKey, TValue>> GetEnumerator() =>
        _groups.Select(x => (IGrouping<TKey, TValue>)new Group(x.Key, x.Value)).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // LINQ's own groups are never empty.
    private sealed class Group(TKey key, IReadOnlyList<TValue> values) : IGrouping<TKey, TValue>
    {
        public TKey Key => key;

        public IEnumerator<TValue> GetEnumerator() => values.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
