using System.Globalization;

namespace MailFactory.Testing.Dashboard.Sampling;

/// <summary>Amounts in few characters.</summary>
internal static class Amount
{
    /// <summary>MiB as <c>512M</c> or <c>2.0G</c>.</summary>
    public static string OfMiB(long mebibytes) =>
        mebibytes < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{mebibytes}M")
            : string.Create(CultureInfo.InvariantCulture, $"{mebibytes / 1024.0:0.0}G");

    /// <summary>Bytes in a second as <c>0</c>, <c>640k</c> or <c>12.3M</c>; a dash when unknown.</summary>
    public static string OfRate(double? bytes) =>
        bytes switch
        {
            null => "-",
            < 1000 => "0",
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:0}k"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:0.0}M"),
        };
}
