using MailFactory.Testing.Qemu;
using MailFactory.Testing.Tests.Matrix.Images;

namespace MailFactory.Testing.Tests.Qemu;

public sealed class BootSectorsTests
{
    private static readonly BootSectors _none = new()
    {
        IsDisk = false,
        StartsByBios = false,
        StartsByUefi = false,
    };

    [Fact]
    public void Code_in_the_first_sector_is_for_BIOS() =>
        Assert.Equal(_none with { IsDisk = true, StartsByBios = true }, BootSectors.Of(RawDisk.Bytes()));

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(127)]
    public void An_EFI_system_partition_in_a_GPT_is_for_UEFI(int entry)
    {
        Assert.Equal(
            _none with
            {
                IsDisk = true,
                StartsByUefi = true,
            },
            BootSectors.Of(RawDisk.WithEfiPartition(RawDisk.Bytes(hasCode: false), entry))
        );
        Assert.Equal(
            _none with
            {
                IsDisk = true,
                StartsByBios = true,
                StartsByUefi = true,
            },
            BootSectors.Of(RawDisk.WithEfiPartition(RawDisk.Bytes(), entry))
        );
    }

    [Fact]
    public void An_EFI_system_partition_in_an_MBR_is_for_UEFI()
    {
        var disk = RawDisk.Bytes(hasCode: false);
        disk[446 + 16 + 4] = 0xef;
        Assert.True(BootSectors.Of(disk).StartsByUefi);
    }

    [Fact]
    public void The_type_of_a_partition_counts_in_a_GPT_only()
    {
        var disk = RawDisk.WithEfiPartition(RawDisk.Bytes(hasCode: false), 0);
        disk[RawDisk.Sector] = 0;
        Assert.Equal(_none with { IsDisk = true }, BootSectors.Of(disk));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(4096)]
    public void What_does_not_end_its_first_sector_as_a_disk_is_none(int length) => Assert.Equal(_none, BootSectors.Of(new byte[length]));

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(1152)]
    public void A_disk_that_ends_within_its_table_is_read_as_far_as_it_goes(int length) =>
        Assert.True(BootSectors.Of(RawDisk.WithEfiPartition(RawDisk.Bytes(), 0).AsSpan(0, length)).IsDisk);
}
