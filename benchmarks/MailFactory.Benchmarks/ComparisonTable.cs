using System.Text;

namespace MailFactory.Benchmarks;

/// <summary>Medians side by side, each with its ratio to the first.</summary>
internal static class ComparisonTable
{
    public static string Render(IReadOnlyList<Measured> measured)
    {
        var text = new StringBuilder();
        var width = measured.Max(x => x.Name.Length);
        text.AppendLine($"{string.Empty.PadRight(width)}   median     from       to   quicker");
        foreach (var x in measured)
        {
            var ratio = x == measured[0] ? string.Empty : $"{measured[0].Median / x.Median:0.0} times";
            text.AppendLine($"{x.Name.PadRight(width)} {Ms(x.Median)} {Ms(x.Shortest)} {Ms(x.Longest)}   {ratio}".TrimEnd());
        }

        return text.ToString().TrimEnd();
    }

    private static string Ms(TimeSpan duration) => $"{duration.TotalMilliseconds, 5:0} ms";
}
