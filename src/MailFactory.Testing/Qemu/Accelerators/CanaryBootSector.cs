using System.Buffers.Binary;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>
/// A 512-byte boot sector that does what the start of any kernel does, and then says so by writing to QEMU's
/// isa-debug-exit device: it switches on paging and long mode, writes some thousand times to an I/O port (each an exit to
/// the host under KVM), and adds to memory in a loop. A KVM that merely opens, or crawls, does not get through in time.
/// </summary>
internal static class CanaryBootSector
{
    /// <summary>QEMU's exit code when the canary got through: isa-debug-exit makes it twice the byte written, plus one.</summary>
    public const int ExitCode = (Written << 1) | 1;

    /// <summary>The I/O port of the isa-debug-exit device.</summary>
    public const int ExitPort = 0xf4;

    private const byte Written = 0x2a;
    private const int PortWrites = 1000;
    private const ushort Origin = 0x7c00;
    private const int Size = 512;

    // Whatever has an underline is filled in when it is known.
    private static readonly string _realMode = """
        fa              cli
        31c0            xor  ax, ax
        8ed8            mov  ds, ax
        8ec0            mov  es, ax
        8ed0            mov  ss, ax
        bc007c          mov  sp, 0x7c00
        bf0010          mov  di, 0x1000
        b90018          mov  cx, 0x1800
        fc              cld
        f3ab            rep stosw                   page tables = 0
        c70600100320    mov  word [0x1000], 0x2003  PML4 -> PDPT
        c70600200330    mov  word [0x2000], 0x3003  PDPT -> PD
        c70600308300    mov  word [0x3000], 0x0083  the first 2 MiB, one page
        66b8a0000000    mov  eax, PAE | PGE
        0f22e0          mov  cr4, eax
        66b800100000    mov  eax, 0x1000
        0f22d8          mov  cr3, eax
        66b9800000c0    mov  ecx, IA32_EFER
        0f32            rdmsr
        660d00010000    or   eax, LME
        0f30            wrmsr
        0f20c0          mov  eax, cr0
        660d01000080    or   eax, PG | PE
        0f22c0          mov  cr0, eax
        0f01160000      lgdt [_descriptor]
        ea00000800      jmp  0x08:_longMode
        """;

    private static readonly string _longMode = $"""
        b900000000      mov  ecx, _portWrites
        e680            next: out  0x80, al
        ffc9            dec  ecx
        75fa            jnz  next
        be00800000      mov  esi, 0x8000
        b900000000      mov  ecx, _additions
        010e            more: add  [rsi], ecx
        ffc9            dec  ecx
        75fa            jnz  more
        b0{Written:x2}            mov  al, 0x2a
        e6{ExitPort:x2}            out  0xf4, al
        f4              stop: hlt
        ebfd            jmp  stop
        """;

    private static readonly string _segments = """
        0000000000000000    the null descriptor
        00000000009a2000    64-bit code
        """;

    /// <summary>The sector, with the given number of additions to memory as its work.</summary>
    public static byte[] Create(uint additions)
    {
        var (realMode, longMode, segments) = (Assemble(_realMode), Assemble(_longMode), Assemble(_segments));
        BinaryPrimitives.WriteUInt32LittleEndian(longMode.AsSpan(1), PortWrites);
        BinaryPrimitives.WriteUInt32LittleEndian(longMode.AsSpan(17), additions);

        var longModeAt = (ushort)(Origin + realMode.Length);
        var segmentsAt = (ushort)(longModeAt + longMode.Length);
        var descriptorAt = (ushort)(segmentsAt + segments.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(realMode.AsSpan(realMode.Length - 7), descriptorAt);
        BinaryPrimitives.WriteUInt16LittleEndian(realMode.AsSpan(realMode.Length - 4), longModeAt);

        byte[] descriptor = [(byte)(segments.Length - 1), 0, (byte)segmentsAt, (byte)(segmentsAt >> 8), 0, 0];
        byte[] code = [.. realMode, .. longMode, .. segments, .. descriptor];
        var sector = new byte[Size];
        code.CopyTo(sector, 0);
        sector[^2] = 0x55;
        sector[^1] = 0xaa;
        return sector;
    }

    // A line begins with the bytes of an instruction; the rest is what it means.
    private static byte[] Assemble(string listing) =>
        [.. listing.Split('\n').SelectMany(line => Convert.FromHexString(line.Split(' ')[0]))];
}
