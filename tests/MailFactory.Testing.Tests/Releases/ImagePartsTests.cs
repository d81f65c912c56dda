using System.Security.Cryptography;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.Tests.Releases;

public sealed class ImagePartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 30_000)]
    [InlineData(1, 10, 1)]
    [InlineData(10, 10, 1)]
    [InlineData(11, 10, 2)]
    [InlineData(20, 10, 2)]
    [InlineData(5_000_001, 1_000_000, 6)]
    [InlineData(125, 10, 13)]
    public async Task Parts_joined_in_the_order_of_their_names_are_the_image(int bytes, int partBytes, int count)
    {
        var content = RandomNumberGenerator.GetBytes(bytes);
        await File.WriteAllBytesAsync(_folder.PathOf("image"), content, Cancellation);
        var parts = await ImageParts.SplitAsync(_folder.PathOf("image"), partBytes, Cancellation);
        Assert.Equal(count, parts.Count);
        Assert.Equal(parts.Order(StringComparer.Ordinal), parts);
        Assert.All(parts, part => Assert.InRange(new FileInfo(part).Length, 1, partBytes));
        Assert.True(content.AsSpan().SequenceEqual(parts.SelectMany(File.ReadAllBytes).ToArray()));
        Assert.False(File.Exists(_folder.PathOf("image")));
    }

    [Fact]
    public void A_part_is_smaller_than_what_github_takes() => Assert.True(ImageParts.DefaultBytes < 2L << 30);
}
