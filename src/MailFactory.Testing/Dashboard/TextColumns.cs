namespace MailFactory.Testing.Dashboard;

/// <summary>Lays texts out in columns, each as wide as its widest text.</summary>
internal static class TextColumns
{
    public static string Lay(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        List<IReadOnlyList<string>> lines = [heads, .. rows];
        var widths = Enumerable.Range(0, heads.Count).Select(column => lines.Max(line => line[column].Length)).ToList();
        return string.Join(
            '\n',
            lines.Select(line => string.Join("  ", line.Select((text, column) => text.PadRight(widths[column]))).TrimEnd())
        );
    }
}
