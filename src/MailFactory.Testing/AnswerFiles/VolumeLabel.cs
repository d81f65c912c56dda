using System.Globalization;
using System.Text;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>Writes volume identifiers the way kernel arguments such as <c>inst.stage2=hd:LABEL=</c> need them.</summary>
internal static class VolumeLabel
{
    // udev's list of characters that stay as they are (systemd, src/shared/device-nodes.c, allow_listed_char_for_devnode).
    private const string Plain = "#+-.:=@_";

    /// <summary>
    /// The label as udev names it below /dev/disk/by-label: every other character as <c>\x</c> and two hexadecimal digits.
    /// </summary>
    public static string Escape(string label)
    {
        var escaped = new StringBuilder();
        foreach (var rune in label.EnumerateRunes())
        {
            if (!rune.IsAscii || Rune.IsLetterOrDigit(rune) || Plain.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                escaped.Append(rune);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
            }
        }

        return escaped.ToString();
    }
}
