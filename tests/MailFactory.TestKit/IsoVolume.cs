using System.Text;

namespace MailFactory.TestKit;

/// <summary>What the primary volume descriptor of an ISO 9660 image says (ECMA-119, 8.4).</summary>
internal static class IsoVolume
{
    private const int DescriptorOffset = 16 * 2048;
    private const int VolumeIdOffset = 40;
    private const int VolumeIdLength = 32;

    /// <summary>The volume id without the blanks at its end; null when the file is no ISO 9660 image.</summary>
    public static async Task<string?> ReadIdAsync(string path, CancellationToken cancellationToken)
    {
        var descriptor = new byte[VolumeIdOffset + VolumeIdLength];
        var file = File.OpenRead(path);
        await using var _ = file.ConfigureAwait(false);
        file.Seek(DescriptorOffset, SeekOrigin.Begin);
        var read = await file.ReadAtLeastAsync(descriptor, descriptor.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return read == descriptor.Length && descriptor.AsSpan(0, 6).SequenceEqual("\u0001CD001"u8)
            ? Encoding.ASCII.GetString(descriptor, VolumeIdOffset, VolumeIdLength).TrimEnd(' ', '\0')
            : null;
    }
}
