using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>Conditions that must hold, or the target fails with a message.</summary>
public static class Assert
{
    /// <summary>Fails with the message.</summary>
    [DoesNotReturn]
    public static void Fail(string message, Exception exception = null) => throw new InvalidOperationException(message, exception);

    /// <summary>Fails unless the condition holds.</summary>
    public static void True(
        [DoesNotReturnIf(false)] bool condition,
        string message = null,
        [CallerArgumentExpression(nameof(condition))] string argumentExpression = null
    )
    {
        if (!condition)
        {
            Fail(message ?? $"Expected condition to be true: {argumentExpression}");
        }
    }

    /// <summary>Fails if the condition holds.</summary>
    public static void False(
        [DoesNotReturnIf(true)] bool condition,
        string message = null,
        [CallerArgumentExpression(nameof(condition))] string argumentExpression = null
    )
    {
        if (condition)
        {
            Fail(message ?? $"Expected condition to be false: {argumentExpression}");
        }
    }

    /// <summary>Fails if the object is null.</summary>
    public static T NotNull<T>(this T obj, string message = null, [CallerArgumentExpression(nameof(obj))] string argumentExpression = null)
        where T : class
    {
        True(obj is not null, message ?? $"Expected object to be not null: {argumentExpression}");
        return obj;
    }

    /// <summary>Fails if there is no value.</summary>
    public static T? NotNull<T>(
        this T? obj,
        string message = null,
        [CallerArgumentExpression(nameof(obj))] string argumentExpression = null
    )
        where T : struct
    {
        True(obj.HasValue, message ?? $"Expected value to be not null: {argumentExpression}");
        return obj;
    }

    /// <summary>Fails if the text is null or empty.</summary>
    public static string NotNullOrEmpty(
        this string str,
        string message = null,
        [CallerArgumentExpression(nameof(str))] string argumentExpression = null
    )
    {
        True(!string.IsNullOrEmpty(str), message ?? $"Expected text to be not null or empty: {argumentExpression}");
        return str;
    }

    /// <summary>Fails if the text is null, empty or blank.</summary>
    public static string NotNullOrWhiteSpace(
        this string str,
        string message = null,
        [CallerArgumentExpression(nameof(str))] string argumentExpression = null
    )
    {
        True(!string.IsNullOrWhiteSpace(str), message ?? $"Expected text to be not null or blank: {argumentExpression}");
        return str;
    }

    /// <summary>Fails if the collection is null or empty.</summary>
    public static void NotEmpty<T>(
        IReadOnlyCollection<T> collection,
        string message = null,
        [CallerArgumentExpression(nameof(collection))] string argumentExpression = null
    ) => True(collection is { Count: > 0 }, message ?? $"Expected collection to be not empty: {argumentExpression}");

    /// <summary>Fails unless the collection is empty.</summary>
    public static void Empty<T>(
        IReadOnlyCollection<T> collection,
        string message = null,
        [CallerArgumentExpression(nameof(collection))] string argumentExpression = null
    ) => True(collection is { Count: 0 }, message ?? $"Expected collection to be empty: {argumentExpression}");

    /// <summary>Fails unless the collection has this many elements.</summary>
    public static void Count<T>(
        IReadOnlyCollection<T> collection,
        int length,
        string message = null,
        [CallerArgumentExpression(nameof(collection))] string argumentExpression = null
    ) =>
        True(
            collection?.Count == length,
            message ?? $"Expected collection to have {length} elements, but it has {collection?.Count}: {argumentExpression}"
        );

    /// <summary>Fails unless the collection has exactly one element.</summary>
    public static void HasSingleItem<T>(
        IReadOnlyCollection<T> collection,
        string message = null,
        [CallerArgumentExpression(nameof(collection))] string argumentExpression = null
    ) => Count(collection, 1, message, argumentExpression);

    /// <summary>Fails unless there is such a file.</summary>
    public static void FileExists(
        string path,
        string message = null,
        [CallerArgumentExpression(nameof(path))] string argumentExpression = null
    ) => True(File.Exists(path), message ?? $"Expected file to exist: {path} ({argumentExpression})");

    /// <summary>Fails unless there is such a directory.</summary>
    public static void DirectoryExists(
        string path,
        string message = null,
        [CallerArgumentExpression(nameof(path))] string argumentExpression = null
    ) => True(Directory.Exists(path), message ?? $"Expected directory to exist: {path} ({argumentExpression})");
}
