namespace MailFactory.Testing.Tests.Matrix.Images;

/// <summary>The beginning of raw disks.</summary>
internal static class RawDisk
{
    public const int Sector = 512;

    /// <summary>A disk whose first sector has the signature, and code for BIOS or none.</summary>
    public static byte[] Bytes(int length = 64 * Sector, bool hasCode = true)
    {
        var disk = new byte[length];
        (disk[Sector - 2], disk[Sector - 1]) = (0x55, 0xaa);
        disk[0] = hasCode ? (byte)0xeb : (byte)0;
        return disk;
    }

    /// <summary>The same with an EFI system partition in its GPT, as the entry of that number.</summary>
    public static byte[] WithEfiPartition(byte[] disk, int entry)
    {
        "EFI PART"u8.CopyTo(disk.AsSpan(Sector));
        new Guid("c12a7328-f81f-11d2-ba4b-00a0c93ec93b").ToByteArray().CopyTo(disk, (2 * Sector) + (entry * 128));
        return disk;
    }
}
