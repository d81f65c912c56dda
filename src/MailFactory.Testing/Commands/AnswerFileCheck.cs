using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.AnswerFiles.Linting;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>Lints the answer files of all distros of the catalogue.</summary>
public static class AnswerFileCheck
{
    /// <summary>Prints each finding in a line; throws <see cref="AnswerFileException"/> when there is any.</summary>
    public static async Task RunAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var preseeds = Path.Combine(options.Repository, "preseeds");
        var catalog = DistroCatalog.Load(Path.Combine(preseeds, "catalog.json"));
        var report = await new AnswerFileLint(preseeds, catalog).RunAsync(cancellationToken).ConfigureAwait(false);
        string[] lines =
        [
            .. report.Findings.Select(finding => finding.ToString()),
            $"checked by this project's rules, {string.Join(", ", report.UsedTools)}",
            .. report.MissingTools.Select(tool => $"not checked by {tool}, which is not installed"),
            $"{report.Findings.Count} finding{(report.Findings.Count == 1 ? string.Empty : "s")} in the answer files of "
                + $"{string.Join(", ", report.Distros)}",
        ];
        await console.WriteLineAsync(string.Join('\n', lines)).ConfigureAwait(false);
        if (report.Findings.Count > 0)
        {
            throw new AnswerFileException($"the answer files have mistakes, the first: {report.Findings[0]}");
        }
    }
}
