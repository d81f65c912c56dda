namespace MailFactory.Testing.IntegrationTests.Installs;

/// <summary>The smallest guests: 512 bytes that the firmware loads and runs in real mode.</summary>
internal static class BootSector
{
    /// <summary>Resets the machine through the keyboard controller, again and again.</summary>
    public static byte[] Rebooting { get; } =
        Sector(
            0xb0,
            0xfe, //                          mov al, 0xfe
            0xe6,
            0x64, //                          out 0x64, al
            0xf4,
            0xeb,
            0xfd
        ); //             stop: hlt; jmp stop

    /// <summary>Writes itself over the whole first disk, sector by sector (INT 13h, function 43h).</summary>
    public static byte[] Writing { get; } =
        Sector(
            0x31,
            0xc0,
            0x8e,
            0xd8, //              xor ax, ax; mov ds, ax
            0xbe,
            0x30,
            0x7c, //                    mov si, 0x7c30             the address packet
            0xb4,
            0x43,
            0xb0,
            0x00,
            0xb2,
            0x80, //  next: mov ah, 0x43; mov al, 0; mov dl, 0x80
            0xcd,
            0x13, //                          int 0x13
            0x66,
            0x83,
            0x44,
            0x08,
            0x40, //        add dword [si + 8], 64     sectors
            0xeb,
            0xf1
        ); //                         jmp next

    /// <summary>Does nothing, for ever.</summary>
    public static byte[] Idle { get; } = Sector(0xf4, 0xeb, 0xfd);

    private static byte[] Sector(params byte[] code)
    {
        var sector = new byte[512];
        code.CopyTo(sector, 0);
        byte[] packet = [16, 0, 64, 0, 0x00, 0x7c, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0];
        packet.CopyTo(sector, 0x30);
        sector[^2] = 0x55;
        sector[^1] = 0xaa;
        return sector;
    }
}
