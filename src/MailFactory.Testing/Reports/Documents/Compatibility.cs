using System.Text.Json;
using System.Text.Json.Serialization;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Documents;

/// <summary>
/// What is proven of each distro of the catalogue, as <c>compatibility.json</c> keeps it. The file is both a document for
/// programs and the memory of proofs whose reports are on another host.
/// </summary>
/// <param name="Distros">One entry for each distro of the catalogue, in its order.</param>
internal sealed record Compatibility(IReadOnlyList<CompatibilityEntry> Distros)
{
    /// <summary>The file's name in the repository.</summary>
    public const string FileName = "compatibility.json";

    private static readonly JsonSerializerOptions _json = new(JsonDialect.Record)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads the file's text; throws <see cref="JsonException"/> when it is not one.</summary>
    public static Compatibility Read(string json) =>
        JsonSerializer.Deserialize<Compatibility>(json, _json) ?? throw new JsonException("the file is empty");

    /// <summary>Takes for each distro the newest proof: from the reports, or what was recorded before.</summary>
    /// <param name="catalog">The catalogue; a distro that is not in it any more is dropped.</param>
    /// <param name="recorded">What was known so far; null when nothing was.</param>
    /// <param name="runs">Reports.</param>
    public static Compatibility Of(DistroCatalog catalog, Compatibility? recorded, IReadOnlyList<RunResult> runs) =>
        new([.. catalog.Distros.Select(distro => Newest(distro, recorded, runs))]);

    /// <summary>The file's text.</summary>
    public string Render() => JsonSerializer.Serialize(this, _json) + "\n";

    private static CompatibilityEntry Newest(Distro distro, Compatibility? recorded, IReadOnlyList<RunResult> runs)
    {
        var known = recorded?.Distros.Where(entry => entry.Distro == distro.Id && entry.Status != SupportStatus.NotTested) ?? [];
        var newest = runs.Select(run => DistroProof.Of(run, distro.Id))
            .OfType<CompatibilityEntry>()
            .Concat(known)
            .MaxBy(entry => entry.Tested);
        return newest is null
            ? new CompatibilityEntry
            {
                Distro = distro.Id,
                Name = distro.Name,
                Status = SupportStatus.NotTested,
            }
            : newest with
            {
                Name = distro.Name,
            };
    }
}
