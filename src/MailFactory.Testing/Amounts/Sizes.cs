namespace MailFactory.Testing.Amounts;

/// <summary>Sizes and rates as people read them; the only place that knows how they are written.</summary>
internal static class Sizes
{
    private const double Kilo = 1e3;
    private const double Mega = 1e6;
    private const double Giga = 1e9;
    private const double MebibytesOfAGibibyte = 1024;
    private const long LargestInMegabytes = 100_000_000;

    /// <summary>Bytes as whole megabytes: <c>412 MB</c>.</summary>
    public static string Megabytes(double bytes) => $"{bytes / Mega:0} MB";

    /// <summary>Bytes as megabytes and tenths: <c>3.1 MB</c>.</summary>
    public static string TenthsOfMegabytes(double bytes) => $"{bytes / Mega:0.0} MB";

    /// <summary>Bytes as megabytes, and tenths when there are any: <c>3 MB</c>, <c>3.1 MB</c>.</summary>
    public static string ShortMegabytes(double bytes) => $"{bytes / Mega:0.#} MB";

    /// <summary>Bytes as kilobytes, and tenths when there are any: <c>3 kB</c>, <c>3.1 kB</c>.</summary>
    public static string ShortKilobytes(double bytes) => $"{bytes / Kilo:0.#} kB";

    /// <summary>Bytes as gigabytes and tenths: <c>8.6 GB</c>.</summary>
    public static string TenthsOfGigabytes(double bytes) => $"{bytes / Giga:0.0} GB";

    /// <summary>Bytes in the unit that suits them: <c>3.1 MB</c>, <c>0.79 GB</c>.</summary>
    public static string File(long bytes) => bytes < LargestInMegabytes ? TenthsOfMegabytes(bytes) : $"{bytes / Giga:0.00} GB";

    /// <summary>Bytes as whole KiB, rounded down: <c>64 KiB</c>.</summary>
    public static string Kibibytes(long bytes) => $"{bytes >> 10} KiB";

    /// <summary>Bytes as whole MiB, rounded down: <c>64 MiB</c>.</summary>
    public static string Mebibytes(long bytes) => $"{bytes >> 20} MiB";

    /// <summary>GiB and tenths: <c>12.5 GiB</c>.</summary>
    public static string Gibibytes(double gibibytes) => $"{gibibytes:0.0} GiB";

    /// <summary>MiB in few characters: <c>512M</c>, <c>2.0G</c>.</summary>
    public static string Narrow(long mebibytes) => mebibytes < 1000 ? $"{mebibytes}M" : $"{mebibytes / MebibytesOfAGibibyte:0.0}G";

    /// <summary>Bytes in a second in few characters: <c>0</c>, <c>640k</c> or <c>12.3M</c>; a dash when unknown.</summary>
    public static string NarrowRate(double? bytes) =>
        bytes switch
        {
            null => "-",
            < Kilo => "0",
            < Mega => $"{bytes / Kilo:0}k",
            _ => $"{bytes / Mega:0.0}M",
        };
}
