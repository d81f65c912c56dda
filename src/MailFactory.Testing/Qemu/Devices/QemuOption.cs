namespace MailFactory.Testing.Qemu.Devices;

/// <summary>Writes values into QEMU's comma-separated options.</summary>
internal static class QemuOption
{
    /// <summary>A value with its commas doubled, as QEMU wants them in file names.</summary>
    public static string Value(string text) => text.Replace(",", ",,", StringComparison.Ordinal);
}
