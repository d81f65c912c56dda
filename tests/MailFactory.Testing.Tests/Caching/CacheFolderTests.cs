using MailFactory.Testing.Caching;

namespace MailFactory.Testing.Tests.Caching;

public sealed class CacheFolderTests
{
    private static readonly DateTime _day = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(300, 0, "new,old,read")]
    [InlineData(299, 100, "new,read")]
    [InlineData(150, 200, "read")]
    [InlineData(0, 300, "")]
    public void What_has_not_been_used_for_longest_goes_until_the_quota_holds(long quota, long removed, string left)
    {
        using var folder = new TemporaryFolder();
        Keep(folder, "old", 100, _day, _day);
        Keep(folder, "new", 100, _day.AddDays(1), _day.AddDays(1));
        // Downloaded first, and served from the cache last.
        Keep(folder, "read", 100, _day.AddDays(-1), _day.AddDays(2));
        var cache = new CacheFolder(folder.Path);
        Assert.Equal(_day.AddDays(2), cache.LastUse);
        Assert.Equal(removed, cache.Trim(quota));
        Assert.Equal(300 - removed, cache.Bytes);
        Assert.Equal(
            left,
            string.Join(',', Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order())
        );
    }

    [Fact]
    public void A_folder_that_is_not_there_holds_nothing()
    {
        using var folder = new TemporaryFolder();
        var cache = new CacheFolder(folder.PathOf("none"));
        Assert.Equal((0, null, 0), (cache.Bytes, cache.LastUse, cache.Trim(0)));
    }

    [Fact]
    public void A_link_leads_nowhere()
    {
        using var folder = new TemporaryFolder();
        using var foreign = new TemporaryFolder();
        Keep(foreign, "foreign", 100, _day, _day);
        Directory.CreateSymbolicLink(folder.PathOf("link"), foreign.Path);
        Assert.Equal(0, new CacheFolder(folder.Path).Trim(0));
        Assert.True(File.Exists(foreign.PathOf("sub", "foreign")));
    }

    private static void Keep(TemporaryFolder folder, string name, int bytes, DateTime written, DateTime read)
    {
        Directory.CreateDirectory(folder.PathOf("sub"));
        var path = folder.PathOf("sub", name);
        File.WriteAllBytes(path, new byte[bytes]);
        File.SetLastWriteTimeUtc(path, written);
        File.SetLastAccessTimeUtc(path, read);
    }
}
