using MailFactory.Testing.Caching;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Caching;

/// <summary>When there is no cache, and why; <c>IntegrationTests/Caching</c> has a real one.</summary>
public sealed class PackageCacheTests
{
    private static readonly Uri _archive = new("http://deb.example.org/debian");

    [Theory(Timeout = 60_000)]
    [InlineData("no-such-program", "http://deb.example.org/debian")]
    [InlineData("sh", "https://deb.example.org/debian")]
    public async Task Without_the_program_or_an_archive_to_serve_there_is_none_and_nothing_to_say(string program, string archive)
    {
        using var folder = new TemporaryFolder();
        var start = await StartAsync(program, folder, new Uri(archive));
        Assert.Equal(CacheStart.None, start);
        Assert.False(Directory.Exists(folder.PathOf("cache")));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_ends_is_a_reason_to_go_without()
    {
        using var folder = new TemporaryFolder();
        ShellScript.Write(folder.PathOf("broken"), "echo 'no such option'; exit 3\n");
        var start = await StartAsync(folder.PathOf("broken"), folder, _archive);
        Assert.Null(start.Cache);
        Assert.EndsWith("ended with 3: no such option", start.Trouble, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.PathOf("leases")));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_that_cannot_be_made_is_a_reason_to_go_without()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathOf("cache"), "a file", TestContext.Current.CancellationToken);
        var start = await StartAsync("sh", folder, _archive);
        Assert.Null(start.Cache);
        Assert.NotNull(start.Trouble);
    }

    private static Task<CacheStart> StartAsync(string program, TemporaryFolder folder, Uri archive) =>
        PackageCache.StartAsync(
            program,
            folder.PathOf("cache"),
            [archive],
            new LeaseRegistry(folder.PathOf("leases"), TimeProvider.System),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
}
