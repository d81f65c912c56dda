using System.Text.RegularExpressions;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>A line of Mail Server Factory's console, without colours and without its level, time and tag.</summary>
internal static partial class FactoryLine
{
    /// <summary>The text that a line carries.</summary>
    public static string Text(string raw) => Header().Replace(WithoutColours(raw), string.Empty).Trim();

    /// <summary>The line without the sequences that colour it on a terminal (ECMA-48, CSI).</summary>
    public static string WithoutColours(string raw) => Colours().Replace(raw, string.Empty);

    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]")]
    private static partial Regex Colours();

    // "[ LEVEL ][ HH:mm:ss:S ][ tag ] text"; the tag is not always there.
    [GeneratedRegex(@"^\s*\[\s*[A-Za-z]+\s*\]\s*\[\s*[0-9:.]+\s*\]\s*(?:\[[^\]]*\]\s?)?")]
    private static partial Regex Header();
}
