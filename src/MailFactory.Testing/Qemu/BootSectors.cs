using System.Buffers.Binary;

namespace MailFactory.Testing.Qemu;

/// <summary>
/// What a disk's first sectors say of how it starts: code for BIOS in the first one, an EFI system partition in the table of
/// partitions (MBR, or GPT as in the UEFI specification, 5.3).
/// </summary>
internal sealed record BootSectors
{
    /// <summary>How many sectors of 512 bytes are looked at: the MBR, the header of a GPT and its 128 entries.</summary>
    public const int Count = 34;

    private const int Sector = 512;
    private const int CodeBytes = 440;
    private const int TableAt = 446;
    private const int Entries = 4;
    private const int EntryBytes = 16;
    private const int TypeAt = 4;
    private const byte EfiType = 0xef;
    private const int GptEntryBytes = 128;
    private static readonly byte[] _efiSystem = new Guid("c12a7328-f81f-11d2-ba4b-00a0c93ec93b").ToByteArray();

    /// <summary>Whether it ends its first sector as a disk with a boot record or partitions does.</summary>
    public required bool IsDisk { get; init; }

    /// <summary>Whether the first sector has code that BIOS runs.</summary>
    public required bool StartsByBios { get; init; }

    /// <summary>Whether there is a partition in which UEFI looks for a boot loader.</summary>
    public required bool StartsByUefi { get; init; }

    /// <summary>Reads the first sectors, as many as there are.</summary>
    public static BootSectors Of(ReadOnlySpan<byte> sectors)
    {
        if (sectors.Length < Sector || BinaryPrimitives.ReadUInt16LittleEndian(sectors[(Sector - 2)..]) != 0xaa55)
        {
            return new BootSectors
            {
                IsDisk = false,
                StartsByBios = false,
                StartsByUefi = false,
            };
        }

        return new BootSectors
        {
            IsDisk = true,
            StartsByBios = sectors[..CodeBytes].ContainsAnyExcept((byte)0),
            StartsByUefi = HasEfiPartition(sectors),
        };
    }

    private static bool HasEfiPartition(ReadOnlySpan<byte> sectors)
    {
        for (var entry = 0; entry < Entries; entry++)
        {
            if (sectors[TableAt + (entry * EntryBytes) + TypeAt] == EfiType)
            {
                return true;
            }
        }

        // The entries begin behind the header in every table that partitioning tools write.
        var isGpt = sectors.Length > 2 * Sector && sectors.Slice(Sector, 8).SequenceEqual("EFI PART"u8);
        for (var at = 2 * Sector; isGpt && at + GptEntryBytes <= sectors.Length; at += GptEntryBytes)
        {
            if (sectors.Slice(at, _efiSystem.Length).SequenceEqual(_efiSystem))
            {
                return true;
            }
        }

        return false;
    }
}
