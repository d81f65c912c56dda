using System.Globalization;
using System.Xml.Linq;

/// <summary>How the project's own tests ended, read from xUnit.net's XML result files.</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, and errors outside of tests.</param>
/// <param name="Skipped">Tests that were skipped.</param>
/// <param name="SkipReasons">Each reason for a skip, with the number of tests it skipped.</param>
sealed record TestTally(int Passed, int Failed, int Skipped, IReadOnlyDictionary<string, int> SkipReasons)
{
    /// <summary>Tests that a program knew of and was to run.</summary>
    public int All => Passed + Failed + Skipped;

    /// <summary>The closing line: <c>N passed, N failed</c>, with the skipped ones when there are any.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed" + (Skipped > 0 ? $", {Skipped} skipped" : string.Empty);

    /// <summary>
    /// Adds up result files. A file that is missing or broken counts as one failure: a test program that died before it
    /// could write its results has not passed.
    /// </summary>
    public static TestTally Read(IEnumerable<string> paths)
    {
        var documents = paths.Select(Load).ToList();
        var assemblies = documents.SelectMany(document => document?.Descendants("assembly") ?? []).ToList();
        var reasons = documents
            .SelectMany(document => document?.Descendants("reason") ?? [])
            .GroupBy(reason => reason.Value.Trim())
            .ToDictionary(group => group.Key, group => group.Count());
        return new TestTally(
            Sum(assemblies, "passed"),
            Sum(assemblies, "failed") + Sum(assemblies, "errors") + documents.Count(document => document is null),
            Sum(assemblies, "skipped"),
            reasons
        );
    }

    private static int Sum(IEnumerable<XElement> assemblies, string attribute) =>
        assemblies.Sum(assembly => int.Parse(assembly.Attribute(attribute)?.Value ?? "0", CultureInfo.InvariantCulture));

    private static XDocument? Load(string path)
    {
        try
        {
            return XDocument.Load(path);
        }
        catch (Exception error) when (error is IOException or System.Xml.XmlException)
        {
            return null;
        }
    }
}
