namespace MailFactory.Testing.Caching;

/// <summary>What became of starting a package cache; a run goes on without one.</summary>
/// <param name="Cache">The cache; null when there is none.</param>
/// <param name="Trouble">Why there is none, as a sentence; null when there is one, or none is wanted or installed.</param>
internal sealed record CacheStart(PackageCache? Cache, string? Trouble)
{
    /// <summary>No cache, and no reason to speak of it.</summary>
    public static CacheStart None { get; } = new(null, null);
}
