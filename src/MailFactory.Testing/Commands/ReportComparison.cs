using MailFactory.Testing.Options;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>Tells what differs between two reports.</summary>
public static class ReportComparison
{
    /// <summary>The word for the two newest reports of the work directory.</summary>
    public const string LastTwo = "last-two";

    /// <summary>
    /// Prints the differences, the older report first; throws <see cref="RunOptionsException"/> when a report is not named rightly or
    /// cannot be read.
    /// </summary>
    /// <param name="layout">Where reports are looked for that are named by their run.</param>
    /// <param name="names">Two runs or files, or <see cref="LastTwo"/>.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task ShowAsync(
        WorkLayout layout,
        IReadOnlyList<string> names,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var runs = new List<RunResult>();
        foreach (var path in PathsOf(layout, names))
        {
            var reading = await ReportReader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            runs.Add(reading.Run ?? throw new RunOptionsException($"--compare: {path} is not a report: {reading.Fault}"));
        }

        var (then, now) = runs[0].Started <= runs[1].Started ? (runs[0], runs[1]) : (runs[1], runs[0]);
        await console
            .WriteLineAsync($"run {now.RunId} compared with run {then.RunId}\n\n{ReportDifference.Of(then, now).Render()}")
            .ConfigureAwait(false);
    }

    /// <summary>Throws <see cref="RunOptionsException"/> when two reports are not named rightly.</summary>
    public static void Check(WorkLayout layout, IReadOnlyList<string> names) => PathsOf(layout, names);

    private static List<string> PathsOf(WorkLayout layout, IReadOnlyList<string> names)
    {
        var known = ReportReader.PathsIn(layout.Results);
        return names switch
        {
            [LastTwo] when known.Count >= 2 => [.. known.TakeLast(2)],
            [LastTwo] => throw new RunOptionsException($"--compare {LastTwo}: {layout.Results} holds {known.Count} of two reports"),
            [_, _] => [.. names.Select(name => PathOf(layout, name, known))],
            _ => throw new RunOptionsException($"--compare takes two runs or files, or {LastTwo}; it was given {names.Count}"),
        };
    }

    private static string PathOf(WorkLayout layout, string name, IReadOnlyList<string> known)
    {
        if (known.FirstOrDefault(path => ReportReader.RunIdOf(path) == name) is { } own)
        {
            return own;
        }

        return File.Exists(name)
            ? name
            : throw new RunOptionsException(
                $"--compare: {name} is neither a file nor a run of {layout.Results}; the last runs there: {Names(known)}"
            );
    }

    private static string Names(IReadOnlyList<string> known) =>
        known.Count == 0 ? "none" : string.Join(", ", known.TakeLast(5).Select(ReportReader.RunIdOf));
}
