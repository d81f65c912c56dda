using System.Security.Cryptography;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Files;

public sealed class PrivateFileTests : IDisposable
{
    private readonly ScratchFolder _folder = ScratchFolder.Create("private");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_written_is_digested_and_its_owners_alone()
    {
        var content = RandomNumberGenerator.GetBytes((3 << 20) + 5);
        var path = _folder.PathOf("copy");
        var (bytes, digest) = await PrivateFile.WriteAsync(new MemoryStream(content), path, Cancellation);
        Assert.Equal(content, await File.ReadAllBytesAsync(path, Cancellation));
        Assert.Equal((content.LongLength, Convert.ToHexStringLower(SHA256.HashData(content))), (bytes, digest));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_written_to()
    {
        var path = _folder.PathOf("copy");
        await File.WriteAllTextAsync(path, "somebody's", Cancellation);
        await Assert.ThrowsAsync<IOException>(() => PrivateFile.WriteAsync(new MemoryStream([1]), path, Cancellation));
        Assert.Equal("somebody's", await File.ReadAllTextAsync(path, Cancellation));
    }
}
