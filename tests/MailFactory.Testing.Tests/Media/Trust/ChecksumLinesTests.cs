using System.Globalization;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media.Trust;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Media.Trust;

/// <summary>Every form of a line, judged by the real <c>sha256sum -c</c>: what it reads is read, for the same file.</summary>
public sealed class ChecksumLinesTests : IDisposable
{
    private static readonly string _digest = Digest.OfText("text");
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("{0}  x", true)]
    [InlineData("{0} *x", true)]
    [InlineData("{0} x", true)]
    [InlineData("{0}\tx", true)]
    [InlineData("{0}\t*x", true)]
    [InlineData("  {0}  x", true)]
    [InlineData("\t{0}  x", true)]
    [InlineData("\\{0}  x", true)]
    [InlineData("{0}  ./x", true)]
    [InlineData("SHA256 (x) = {0}", true)]
    [InlineData("SHA256(x)= {0}", true)]
    [InlineData("SHA256 (x)={0}", true)]
    [InlineData("SHA256(x) = {0}", true)]
    [InlineData("SHA256 (./x) = {0}", true)]
    [InlineData("SHA256 (x)\t=\t{0}", true)]
    [InlineData("{0}  x\r", true)]
    [InlineData("SHA256  (x) = {0}", false)]
    [InlineData("sha256 (x) = {0}", false)]
    [InlineData("SHA1 (x) = {0}", false)]
    [InlineData("# {0}  x", false)]
    [InlineData("{0}x", false)]
    [InlineData("0{0}  x", false)]
    public async Task A_line_is_read_as_sha256sum_reads_it(string form, bool isRead)
    {
        var line = string.Format(CultureInfo.InvariantCulture, form, _digest);
        Assert.Equal(isRead, Names(line) is ["x"]);
        if (ToolRunner.Find("sha256sum") is not null)
        {
            Assert.Equal(isRead, await IsReadBySha256SumAsync(line));
        }
    }

    [Fact]
    public void A_size_beyond_all_numbers_is_passed_over() =>
        Assert.Equal(("x", _digest, null), ChecksumManifest.Parse($"# x: 9223372036854775808 bytes\n{_digest}  x\n").Choose("x"));

    [Fact]
    public void The_largest_size_is_read() =>
        Assert.Equal(long.MaxValue, ChecksumManifest.Parse($"# x: {long.MaxValue} bytes\n{_digest}  x\n").Choose("x")?.Size);

    private static string[] Names(string line)
    {
        try
        {
            return [.. ChecksumManifest.Parse($"{line}\n").Names];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private async Task<bool> IsReadBySha256SumAsync(string line)
    {
        await File.WriteAllTextAsync(_folder.PathOf("x"), "text", Cancellation);
        await File.WriteAllTextAsync(_folder.PathOf("sums"), $"{line}\n", Cancellation);
        return (
            await ToolRunner.RunAsync(
                ToolCommand.Create("sha256sum", "--check", "--strict", "sums") with
                {
                    WorkingDirectory = _folder.Path,
                },
                Cancellation
            )
        ).IsSuccess;
    }
}
