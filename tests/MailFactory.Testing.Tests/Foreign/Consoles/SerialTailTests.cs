using MailFactory.Testing.Foreign.Consoles;

namespace MailFactory.Testing.Tests.Foreign.Consoles;

public sealed class SerialTailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact(Timeout = 60_000)]
    public async Task The_end_of_a_huge_log_is_read_and_no_more()
    {
        var path = await WriteAsync("cut off\nlast but one\nlast\n", hole: 4L << 30);
        Assert.Equal(["last but one", "last"], await SerialReader.TailAsync(path, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_short_log_is_read_whole_with_its_unfinished_line()
    {
        var path = await WriteAsync("one\n\ntwo\nPrompt: ", hole: 0);
        Assert.Equal(
            ["one", "two", "Prompt:"],
            (await SerialReader.TailAsync(path, 10, TestContext.Current.CancellationToken)).Select(line => line.Trim())
        );
        Assert.Equal(
            ["two", "Prompt:"],
            (await SerialReader.TailAsync(path, 2, TestContext.Current.CancellationToken)).Select(line => line.Trim())
        );
    }

    [Fact]
    public async Task A_huge_line_without_end_gives_its_end()
    {
        var path = await WriteAsync(new string('x', 1_000_000) + "end", hole: 0);
        Assert.EndsWith(
            "end",
            (await SerialReader.TailAsync(path, 1, TestContext.Current.CancellationToken))[^1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_log_that_is_not_there_has_no_lines() =>
        Assert.Empty(await SerialReader.TailAsync(Path.Combine(_folder.Path, "none"), 5, TestContext.Current.CancellationToken));

    public void Dispose() => _folder.Dispose();

    // A hole takes no room on the disk and is read as zeros.
    private async Task<string> WriteAsync(string end, long hole)
    {
        var path = Path.Combine(_folder.Path, "serial.log");
        await using var file = File.Create(path);
        file.SetLength(hole);
        file.Position = hole;
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(end), TestContext.Current.CancellationToken);
        return path;
    }
}
