using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Files;

public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task A_regular_file_is_read_with_or_without_a_byte_order_mark()
    {
        await File.WriteAllTextAsync(_folder.PathOf("a"), "text ä", Cancellation);
        await File.WriteAllTextAsync(_folder.PathOf("b"), "text ä", System.Text.Encoding.UTF8, Cancellation);
        Assert.Equal("text ä", await RegularFile.ReadAllTextAsync(_folder.PathOf("a"), 100, Cancellation));
        Assert.Equal("text ä", await RegularFile.ReadAllTextAsync(_folder.PathOf("b"), 100, Cancellation));
        Assert.True(RegularFile.IsThere(_folder.PathOf("a")));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_digest_is_taken_through_a_link_and_never_of_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes with names are made with mkfifo");
        await FillAsync();
        Assert.Equal(
            await Digest.OfFileAsync(_folder.PathOf("file"), Cancellation),
            await Digest.OfFileAsync(_folder.PathOf("link"), Cancellation)
        );
        var error = await Assert.ThrowsAnyAsync<IOException>(() => Digest.OfFileAsync(_folder.PathOf("pipe"), Cancellation));
        Assert.Contains("is not a regular file", error.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("pipe", "is not a regular file")]
    [InlineData("folder", "is not a regular file")]
    [InlineData("link", "is a link")]
    [InlineData("loop", "is a link")]
    [InlineData("nothing", "there is no ")]
    [InlineData("file/below", "there is no ")]
    [InlineData("file\0x", "has a NUL in it")]
    public async Task What_is_no_regular_file_is_named_and_keeps_nobody_waiting(string name, string words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes with names are made with mkfifo");
        await FillAsync();
        var error = await Assert.ThrowsAnyAsync<IOException>(() => RegularFile.ReadAllTextAsync(_folder.PathOf(name), 100, Cancellation));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.False(RegularFile.IsThere(_folder.PathOf(name)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_that_is_too_long_is_refused_and_one_that_is_just_short_enough_is_not()
    {
        await File.WriteAllTextAsync(_folder.PathOf("a"), new string('x', 200_000), Cancellation);
        Assert.Equal(200_000, (await RegularFile.ReadAllTextAsync(_folder.PathOf("a"), 200_000, Cancellation)).Length);
        var error = await Assert.ThrowsAsync<IOException>(() => RegularFile.ReadAllTextAsync(_folder.PathOf("a"), 199_999, Cancellation));
        Assert.Contains("more than 199999 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("file", true)]
    [InlineData("folder/inner", true)]
    [InlineData("./folder//inner", true)]
    [InlineData("folder", false)]
    [InlineData("pipe", false)]
    [InlineData("link", false)]
    [InlineData("away/inner", false)]
    [InlineData("folder/../file", false)]
    [InlineData("../x", false)]
    [InlineData("/etc/hostname", false)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("fi\0le", false)]
    [InlineData("file\n", false)]
    public async Task Only_regular_files_below_the_folder_and_through_no_link_are_found(string name, bool isFound)
    {
        await FillAsync();
        Assert.Equal(isFound, FolderContent.Find(_folder.Path, name) is not null);
    }

    private async Task FillAsync()
    {
        Directory.CreateDirectory(_folder.PathOf("folder"));
        await File.WriteAllTextAsync(_folder.PathOf("file"), "mine", Cancellation);
        await File.WriteAllTextAsync(_folder.PathOf("folder", "inner"), "mine", Cancellation);
        File.CreateSymbolicLink(_folder.PathOf("link"), "file");
        File.CreateSymbolicLink(_folder.PathOf("loop"), "loop");
        Directory.CreateSymbolicLink(_folder.PathOf("away"), "folder");
        (await ToolRunner.RunAsync(ToolCommand.Create("mkfifo", _folder.PathOf("pipe")), Cancellation)).EnsureSuccess();
    }
}
