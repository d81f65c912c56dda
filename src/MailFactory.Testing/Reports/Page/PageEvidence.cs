using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>The evidence of one distro that the page holds itself, so that it can be sent around alone.</summary>
internal sealed record PageEvidence
{
    private const int LogLines = 300;
    private const int LongestLine = 400;
    private const int MostImages = 8;
    private const int LargestImage = 200_000;

    /// <summary>Screenshots in the order of their names.</summary>
    public required IReadOnlyList<PageImage> Images { get; init; }

    /// <summary>Ends of logs.</summary>
    public required IReadOnlyList<PageLog> Logs { get; init; }

    /// <summary>Names of the report's files that are there and so can be linked to.</summary>
    public required IReadOnlySet<string> Files { get; init; }

    /// <summary>Reads what the stages of a distro left.</summary>
    public static async Task<PageEvidence> ReadAsync(
        IReadOnlyList<StageResult> stages,
        WorkLayout layout,
        CancellationToken cancellationToken
    )
    {
        var files = EvidenceFile.Find(stages, layout);
        var images = new List<PageImage>();
        foreach (var file in files.Where(file => file.IsScreenshot).OrderBy(file => file.Name, StringComparer.Ordinal).TakeLast(MostImages))
        {
            if (await ImageAsync(file, cancellationToken).ConfigureAwait(false) is { } image)
            {
                images.Add(image);
            }
        }

        var logs = new List<PageLog>();
        foreach (var file in files.Where(file => file.IsLog))
        {
            var lines = await SerialReader.TailAsync(file.Path, LogLines, cancellationToken).ConfigureAwait(false);
            if (lines.Count > 0)
            {
                logs.Add(new PageLog(Path.GetFileName(file.Path), EvidenceFile.Link(file.Name), [.. lines.Select(Bounded)]));
            }
        }

        return new PageEvidence
        {
            Images = images,
            Logs = logs,
            Files = files.Select(file => file.Name).ToHashSet(),
        };
    }

    private static async Task<PageImage?> ImageAsync(EvidenceFile file, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file.Path, cancellationToken).ConfigureAwait(false);
        return PngSize.Read(bytes) is { } size
            ? new PageImage(
                Path.GetFileNameWithoutExtension(file.Path).Replace('-', ' '),
                EvidenceFile.Link(file.Name),
                bytes.Length <= LargestImage ? $"data:image/png;base64,{Convert.ToBase64String(bytes)}" : null,
                size.Width,
                size.Height
            )
            : null;
    }

    private static string Bounded(string line) => line.Length <= LongestLine ? line : line[..LongestLine] + " …";
}
