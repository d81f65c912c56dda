using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MailFactory.Testing.Files;

/// <summary>What the kernel says of a file: what it is and whose (statx(2), whose structure is the same on all processors).</summary>
/// <param name="Mode">Kind and permissions.</param>
/// <param name="Owner">The user id of its owner.</param>
/// <param name="Number">Device and inode: what tells it from every other file, whatever path leads to it.</param>
internal sealed record FileFacts(int Mode, uint Owner, (long Device, long Inode) Number)
{
    private const int KindMask = 0xf000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFacts = 0x7ff;
    private const int Size = 256;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;

    /// <summary>Whether it is a regular file: no link, FIFO, socket, device or folder.</summary>
    public bool IsRegular => (Mode & KindMask) == Regular;

    /// <summary>Whether it is a folder, and not a link to one.</summary>
    public bool IsFolder => (Mode & KindMask) == Folder;

    /// <summary>Whether it belongs to the user this runs as.</summary>
    public bool IsOwn => Owner == EffectiveUser();

    /// <summary>Looks at a path without following a link at its end; null when nothing is there.</summary>
    public static FileFacts? Of(string path) => Of(CurrentFolder, path, NoFollow);

    /// <summary>Looks at what a path leads to, through links; null when nothing is there.</summary>
    public static FileFacts? OfTarget(string path) => Of(CurrentFolder, path, flags: 0);

    /// <summary>Looks at an open file.</summary>
    public static FileFacts? Of(SafeFileHandle file) => Of((int)file.DangerousGetHandle(), string.Empty, EmptyPath);

    private static FileFacts? Of(int folder, string path, int flags)
    {
        var facts = new byte[Size];
        return Statx(folder, path, flags, BasicFacts, facts) == 0
            ? new FileFacts(
                BitConverter.ToUInt16(facts, ModeAt),
                BitConverter.ToUInt32(facts, OwnerAt),
                (BitConverter.ToInt64(facts, DeviceAt), BitConverter.ToInt64(facts, InodeAt))
            )
            : null;
    }

    [DllImport(
        "libc",
        EntryPoint = "statx",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true
    )]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] facts);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
