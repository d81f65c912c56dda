using System.Text;
using System.Text.Json;
using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Evidence;

/// <summary>Reads the parts of a distro's bundle, without secrets and none larger than it has to be.</summary>
/// <param name="run">The run.</param>
/// <param name="layout">Where its files are.</param>
internal sealed class EvidenceReader(RunResult run, WorkLayout layout)
{
    private const int MostLines = 20_000;
    private const int LargestPicture = 4_000_000;

    /// <summary>The parts, in the order of their kinds and names.</summary>
    public async Task<IReadOnlyList<EvidencePart>> ReadAsync(string distro, CancellationToken cancellationToken)
    {
        var redaction = await Redaction.OfMachineAsync(layout.Machine(distro), cancellationToken).ConfigureAwait(false);
        var stages = run.Stages.Where(stage => stage.Distro == distro).ToList();
        var own = run with
        {
            Distros = [distro],
            Stages = stages,
            Facts = [.. run.Facts.Where(facts => facts.Distro == distro).Select(facts => facts with { EvidenceBundle = null })],
        };
        var parts = new List<EvidencePart>
        {
            Part(EvidenceKind.Result, "result.json", JsonRedaction.Document(JsonReport.Render(own), redaction)),
        };
        foreach (var stage in stages)
        {
            foreach (var file in EvidenceFile.Find([stage], layout))
            {
                if (
                    EvidenceKind.Of(stage, Path.GetFileName(file.Name)) is { } kind
                    && await FileAsync(kind, file, redaction, cancellationToken).ConfigureAwait(false) is { } part
                )
                {
                    parts.Add(part);
                }
            }
        }

        if (await JournalAsync(distro, cancellationToken).ConfigureAwait(false) is { Count: > 0 } lines)
        {
            parts.Add(
                Part(EvidenceKind.Journal, "journal/journal.jsonl", Lines(lines.Select(line => JsonRedaction.Line(line, redaction))))
            );
        }

        return [.. parts.DistinctBy(part => part.Name).OrderBy(part => Index(part.Kind)).ThenBy(part => part.Name, StringComparer.Ordinal)];
    }

    private static int Index(EvidenceKind kind) => EvidenceKind.All.TakeWhile(other => other != kind).Count();

    private static async Task<EvidencePart?> FileAsync(
        EvidenceKind kind,
        EvidenceFile file,
        Redaction redaction,
        CancellationToken cancellationToken
    )
    {
        var name = $"{kind.Folder}/{Path.GetFileName(file.Path)}";
        if (file.IsScreenshot)
        {
            return new FileInfo(file.Path).Length <= LargestPicture
                ? new EvidencePart(kind, name, await File.ReadAllBytesAsync(file.Path, cancellationToken).ConfigureAwait(false))
                : null;
        }

        if (file.IsLog)
        {
            var tail = await SerialReader.TailAsync(file.Path, MostLines, cancellationToken).ConfigureAwait(false);
            return Part(
                kind,
                name,
                redaction.Apply(Lines(tail), cancellationToken),
                tail.Count == MostLines ? $"the last {MostLines} lines" : string.Empty
            );
        }

        var text = await File.ReadAllTextAsync(file.Path, cancellationToken).ConfigureAwait(false);
        return kind.Folder == "packages"
            ? Part(kind, $"{kind.Folder}/packages.txt", redaction.Apply(Packages(text), cancellationToken))
            : Part(kind, name, redaction.Apply(text, cancellationToken));
    }

    /// <summary>The package list of an install's record, a package a line; the record as it is when it has none.</summary>
    private static string Packages(string json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement.TryGetProperty("packages", out var packages)
                ? Lines(packages.EnumerateArray().Select(package => package.GetString() ?? string.Empty))
                : json;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // No document, another shape, or half a surrogate pair in a string.
            return json;
        }
    }

    /// <summary>What the journal says of the distro since the newest run began, as one file holds many runs.</summary>
    private async Task<IReadOnlyList<string>> JournalAsync(string distro, CancellationToken cancellationToken)
    {
        var lines = File.Exists(layout.Journal)
            ? await File.ReadAllLinesAsync(layout.Journal, cancellationToken).ConfigureAwait(false)
            : [];
        var start = Array.FindLastIndex(lines, line => line.Contains("\"runStarted\"", StringComparison.Ordinal));
        return
        [
            .. lines.Skip(Math.Max(start, 0)).Where(line => line.Contains($"\"{distro}\"", StringComparison.Ordinal)).TakeLast(MostLines),
        ];
    }

    private static EvidencePart Part(EvidenceKind kind, string name, string text, string note = "") =>
        new(kind, name, Encoding.UTF8.GetBytes(text), note);

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{line}\n"));
}
