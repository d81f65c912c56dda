using System.IO.Compression;
using System.Text;
using MailFactory.Testing.Files;
using MailFactory.Testing.Reports.Page;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Evidence;

/// <summary>
/// The evidence of a distro's failure as one zip file with an index page, to be attached to a bug report: without secrets, and
/// the same bytes whenever it is made of the same files.
/// </summary>
internal static class EvidenceBundle
{
    // The earliest time a zip file can hold; the true ones would make every bundle another.
    private static readonly DateTimeOffset _timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<string> _style = new(() => ReportResources.Text("Reports/Page/report.css"));

    /// <summary>The name of a distro's bundle, relative to the work directory.</summary>
    public static string NameOf(string distro, string runId) => $"test_results/evidence_{distro}_{runId}.zip";

    /// <summary>Writes a bundle for each distro that failed, and returns the run with their names.</summary>
    public static async Task<RunResult> WriteAllAsync(RunResult run, WorkLayout layout, CancellationToken cancellationToken)
    {
        var facts = run.Facts.ToList();
        foreach (var distro in DistroSummary.Of(run).Where(distro => distro.Verdict == "failed"))
        {
            var name = NameOf(distro.Distro, run.RunId);
            var path = Path.Combine(layout.Root, name);
            var bytes = await CreateAsync(run, distro, layout, cancellationToken).ConfigureAwait(false);
            await AtomicFile
                .WriteAsync(
                    path,
                    async stream => await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var own = facts.FindIndex(other => other.Distro == distro.Distro);
            if (own < 0)
            {
                facts.Add(
                    new DistroFacts
                    {
                        Distro = distro.Distro,
                        Name = distro.Distro,
                        Accelerator = run.Accelerator,
                        EvidenceBundle = name,
                    }
                );
            }
            else
            {
                facts[own] = facts[own] with { EvidenceBundle = name };
            }
        }

        return run with
        {
            Facts = facts,
        };
    }

    private static async Task<byte[]> CreateAsync(
        RunResult run,
        DistroSummary distro,
        WorkLayout layout,
        CancellationToken cancellationToken
    )
    {
        var parts = await new EvidenceReader(run, layout).ReadAsync(distro.Distro, cancellationToken).ConfigureAwait(false);
        var redaction = await Redaction.OfMachineAsync(layout.Machine(distro.Distro), cancellationToken).ConfigureAwait(false);
        var index = Encoding.UTF8.GetBytes(Index(run, distro, parts, redaction));
        using var stream = new MemoryStream();
        var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        await using (zip.ConfigureAwait(false))
        {
            foreach (var (name, content) in parts.Select(part => (part.Name, part.Content)).Prepend(("index.html", index)))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = _timestamp;
                var target = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
                await using (target.ConfigureAwait(false))
                {
                    await target.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return stream.ToArray();
    }

    private static string Index(RunResult run, DistroSummary distro, IReadOnlyList<EvidencePart> parts, Redaction redaction) =>
        PageTemplate.Render(
            "evidence",
            new
            {
                Policy = $"default-src 'none'; style-src {PagePolicy.Source(_style.Value)}; base-uri 'none'; form-action 'none'",
                Style = _style.Value,
                distro.Distro,
                run.RunId,
                run.Accelerator,
                Started = $"{run.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
                Cause = distro.CauseLines.Select(line => redaction.Apply(line)).ToList(),
                Kinds = EvidenceKind
                    .All.Select(kind => new
                    {
                        kind.Title,
                        kind.Missing,
                        Parts = parts
                            .Where(part => part.Kind == kind)
                            .Select(part => new
                            {
                                part.Name,
                                Size = $"{part.Content.Length} bytes",
                                part.Note,
                            })
                            .ToList(),
                    })
                    .ToList(),
            }
        );
}
