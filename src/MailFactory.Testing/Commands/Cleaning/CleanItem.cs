namespace MailFactory.Testing.Commands.Cleaning;

/// <summary>Something that cleaning could remove.</summary>
internal sealed record CleanItem
{
    /// <summary>What it is: <c>medium</c>, <c>machine</c>, <c>archive</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes on disk, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>When it was used last.</summary>
    public required DateTimeOffset LastUse { get; init; }

    /// <summary>Who uses it now; null when nobody does.</summary>
    public string? UsedBy { get; init; }

    /// <summary>Removes it; false when somebody has begun to use it meanwhile.</summary>
    public required Func<bool> Remove { get; init; }
}
