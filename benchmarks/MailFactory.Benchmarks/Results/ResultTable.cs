using System.Globalization;
using MailFactory.Benchmarks.Measuring;

namespace MailFactory.Benchmarks.Results;

/// <summary>Ratios as a Markdown table, and the page that it stands in.</summary>
internal static class ResultTable
{
    private const string Begin = "<!-- begin figures: ./build.sh Benchmarks writes them -->";
    private const string End = "<!-- end figures -->";

    /// <summary>The table: what is missed by how much stands in its last column.</summary>
    public static string Render(ResultSet set) =>
        string.Join(
            '\n',
            [
                $"Measured on {set.Measured:yyyy-MM-dd} on {set.Machine}.",
                string.Empty,
                "| what | against | ours | theirs | ours / theirs | spread | aim | |",
                "| --- | --- | --: | --: | --: | --- | --: | --- |",
                .. set.Ratios.Select(Row),
            ]
        );

    /// <summary>A page with the table in its place; a page that has no such place is refused.</summary>
    public static string Into(string page, ResultSet set)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? $"{page[..(begin + Begin.Length)]}\n\n{Render(set)}\n\n{page[end..]}"
            : throw new InvalidOperationException($"the page of results has no place for the figures, between '{Begin}' and '{End}'");
    }

    private static string Row(Ratio ratio) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {ratio.Id} | {ratio.Against} | {ratio.OursFigure:0.00} {ratio.Unit} | {ratio.TheirFigure:0.00} {ratio.Unit} | {ratio.Median:0.00} | {ratio.Low:0.00} to {ratio.High:0.00} | {ratio.Aim:0.00} | {Verdict(ratio)} |"
        );

    private static string Verdict(Ratio ratio) =>
        (ratio.Aim, ratio.IsReached) switch
        {
            (null, _) => string.Empty,
            (_, true) => "reached",
            var (aim, _) => string.Create(CultureInfo.InvariantCulture, $"missed: {ratio.Median / aim:0.0} times the aim"),
        };
}
