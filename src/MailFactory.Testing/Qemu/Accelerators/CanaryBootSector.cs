using System.Buffers.Binary;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>
/// A 512-byte boot sector that does what the start of any kernel does, and then says so by writing to QEMU's
/// isa-debug-exit device: it switches on paging and long mode, writes some thousand times to an I/O port (each an exit to
/// the host under KVM), and adds to memory in a loop. A KVM that merely opens, or crawls, does not get through in time.
/// </summary>
public static class CanaryBootSector
{
    /// <summary>QEMU's exit code when the canary got through: isa-debug-exit makes it twice the byte written, plus one.</summary>
    public const int ExitCode = (Written << 1) | 1;

    /// <summary>The I/O port of the isa-debug-exit device.</summary>
    public const int ExitPort = 0xf4;

    private const byte Written = 0x2a;
    private const int PortWrites = 1000;
    private const ushort Origin = 0x7c00;
    private const int Size = 512;

    /// <summary>The sector, with the given number of additions to memory as its work.</summary>
    public static byte[] Create(uint additions)
    {
        var sector = new byte[Size];
        byte[] realMode =
        [
            0xfa, //                                      cli
            0x31,
            0xc0, //                                xor  ax, ax
            0x8e,
            0xd8,
            0x8e,
            0xc0,
            0x8e,
            0xd0, //        mov  ds, ax; mov es, ax; mov ss, ax
            0xbc,
            0x00,
            0x7c, //                          mov  sp, 0x7c00
            0xbf,
            0x00,
            0x10,
            0xb9,
            0x00,
            0x18, //        mov  di, 0x1000; mov cx, 0x1800
            0xfc,
            0xf3,
            0xab, //                          cld; rep stosw                page tables = 0
            0xc7,
            0x06,
            0x00,
            0x10,
            0x03,
            0x20, //        mov  word [0x1000], 0x2003    PML4 -> PDPT
            0xc7,
            0x06,
            0x00,
            0x20,
            0x03,
            0x30, //        mov  word [0x2000], 0x3003    PDPT -> PD
            0xc7,
            0x06,
            0x00,
            0x30,
            0x83,
            0x00, //        mov  word [0x3000], 0x0083    the first 2 MiB, one page
            0x66,
            0xb8,
            0xa0,
            0x00,
            0x00,
            0x00, //        mov  eax, PAE | PGE
            0x0f,
            0x22,
            0xe0, //                          mov  cr4, eax
            0x66,
            0xb8,
            0x00,
            0x10,
            0x00,
            0x00, //        mov  eax, 0x1000
            0x0f,
            0x22,
            0xd8, //                          mov  cr3, eax
            0x66,
            0xb9,
            0x80,
            0x00,
            0x00,
            0xc0, //        mov  ecx, IA32_EFER
            0x0f,
            0x32, //                                rdmsr
            0x66,
            0x0d,
            0x00,
            0x01,
            0x00,
            0x00, //        or   eax, LME
            0x0f,
            0x30, //                                wrmsr
            0x0f,
            0x20,
            0xc0, //                          mov  eax, cr0
            0x66,
            0x0d,
            0x01,
            0x00,
            0x00,
            0x80, //        or   eax, PG | PE
            0x0f,
            0x22,
            0xc0, //                          mov  cr0, eax
            0x0f,
            0x01,
            0x16,
            0,
            0, //                    lgdt [descriptor]             address filled in below
            0xea,
            0,
            0,
            0x08,
            0x00, //                    jmp  0x08:longMode            address filled in below
        ];
        byte[] longMode =
        [
            0xb9,
            0,
            0,
            0,
            0, //                          mov  ecx, port writes
            0xe6,
            0x80,
            0xff,
            0xc9,
            0x75,
            0xfa, //  next: out  0x80, al; dec ecx; jnz next
            0xbe,
            0x00,
            0x80,
            0x00,
            0x00, //              mov  esi, 0x8000
            0xb9,
            0,
            0,
            0,
            0, //                          mov  ecx, additions
            0x01,
            0x0e,
            0xff,
            0xc9,
            0x75,
            0xfa, //  more: add  [rsi], ecx; dec ecx; jnz more
            0xb0,
            Written,
            0xe6,
            ExitPort, //             mov  al, 0x2a; out 0xf4, al
            0xf4,
            0xeb,
            0xfd, //                    stop: hlt; jmp stop
        ];
        byte[] segments =
        [
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0, //                    the null descriptor
            0,
            0,
            0,
            0,
            0,
            0x9a,
            0x20,
            0, //              64-bit code
        ];
        BinaryPrimitives.WriteUInt32LittleEndian(longMode.AsSpan(1), PortWrites);
        BinaryPrimitives.WriteUInt32LittleEndian(longMode.AsSpan(17), additions);

        var longModeAt = (ushort)(Origin + realMode.Length);
        var segmentsAt = (ushort)(longModeAt + longMode.Length);
        var descriptorAt = (ushort)(segmentsAt + segments.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(realMode.AsSpan(realMode.Length - 7), descriptorAt);
        BinaryPrimitives.WriteUInt16LittleEndian(realMode.AsSpan(realMode.Length - 4), longModeAt);

        byte[] descriptor = [(byte)(segments.Length - 1), 0, (byte)segmentsAt, (byte)(segmentsAt >> 8), 0, 0];
        byte[] code = [.. realMode, .. longMode, .. segments, .. descriptor];
        code.CopyTo(sector, 0);
        sector[^2] = 0x55;
        sector[^1] = 0xaa;
        return sector;
    }
}
