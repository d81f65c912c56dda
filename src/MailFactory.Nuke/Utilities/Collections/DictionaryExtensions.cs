namespace Nuke.Common.Utilities.Collections;

/// <summary>Adding to dictionaries in a chain.</summary>
public static class DictionaryExtensions
{
    /// <summary>Adds the pair and returns the dictionary.</summary>
    public static Dictionary<TKey, TValue> AddPair<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, TValue value = default)
    {
        dictionary.Add(key, value);
        return dictionary;
    }

    /// <summary>Adds the key with the value's text and returns the dictionary.</summary>
    public static Dictionary<TKey, string> AddPair<TKey, TValue>(this Dictionary<TKey, string> dictionary, TKey key, TValue value = default)
    {
        dictionary.Add(key, value?.ToString());
        return dictionary;
    }

    /// <summary>Sets the pair, whether the key is there or not, and returns the dictionary.</summary>
    public static IDictionary<TKey, TValue> SetKeyValue<TKey, TValue>(
        this IDictionary<TKey, TValue> dictionary,
        TKey key,
        TValue value = default
    )
    {
        dictionary[key] = value;
        return dictionary;
    }
}
