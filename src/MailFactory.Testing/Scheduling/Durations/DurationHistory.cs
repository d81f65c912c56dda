using System.Text.Json;
using System.Text.Json.Serialization;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Durations;

/// <summary>How long stages took on this host, the last few times each; an immutable value.</summary>
internal sealed record DurationHistory
{
    /// <summary>The file's name in the folder of the logs.</summary>
    public const string FileName = "durations.json";

    private const int Kept = 5;

    // A day; the longest timeout, scaled, is less.
    private const int MostSeconds = 24 * 60 * 60;

    /// <summary>A history that knows nothing: every expectation is a default.</summary>
    public static DurationHistory Empty { get; } = new();

    /// <summary>What was measured.</summary>
    public IReadOnlyList<StageDurations> Stages { get; init; } = [];

    /// <summary>Why the file could not be used; null when it could, or when there was none.</summary>
    [JsonIgnore]
    public string? Problem { get; init; }

    /// <summary>Reads a history. A missing file is an empty history; a broken one too, with <see cref="Problem"/> saying so.</summary>
    public static DurationHistory Load(string path)
    {
        try
        {
            var history = JsonSerializer.Deserialize<DurationHistory>(OwnFile.ReadText(path), JsonDialect.Record);
            return
                history?.Stages?.All(stage =>
                    stage?.Distro is not null && stage.Seconds?.All(seconds => seconds is >= 0 and < MostSeconds) == true
                ) == true
                ? history
                : Broken(path, "it is not a list of durations");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Empty;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return Broken(path, error.Message);
        }
    }

    /// <summary>Writes the history in one step.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken) =>
        AtomicFile.WriteAllTextAsync(path, JsonSerializer.Serialize(this, JsonDialect.Record), cancellationToken);

    /// <summary>The history with one more measurement; the oldest beyond five is forgotten.</summary>
    public DurationHistory With(string distro, Stage stage, AcceleratorKind accelerator, TimeSpan duration)
    {
        var old = Find(distro, stage, accelerator);
        var entry = new StageDurations
        {
            Distro = distro,
            Stage = stage,
            Accelerator = accelerator,
            Seconds = [.. (old?.Seconds ?? []).Append(Math.Round(duration.TotalSeconds, 1)).TakeLast(Kept)],
        };
        return this with { Stages = [.. Stages.Where(other => other != old), entry] };
    }

    /// <summary>The median of what was measured, which one odd run does not move far; a default where nothing was.</summary>
    public TimeSpan Expected(Distro distro, Stage stage, AcceleratorKind accelerator) =>
        Find(distro.Id, stage, accelerator) is { Seconds.Count: > 0 } known
            ? TimeSpan.FromSeconds(known.Seconds.Order().ElementAt(known.Seconds.Count / 2))
            : StageDefaults.Of(distro, stage, accelerator);

    /// <summary>Whether an expectation is measured and not a default.</summary>
    public bool IsMeasured(Distro distro, Stage stage, AcceleratorKind accelerator) =>
        Find(distro.Id, stage, accelerator) is { Seconds.Count: > 0 };

    private static DurationHistory Broken(string path, string cause) =>
        new() { Problem = $"the durations of earlier runs in {path} cannot be used and are collected again: {cause}" };

    private StageDurations? Find(string distro, Stage stage, AcceleratorKind accelerator) =>
        Stages.FirstOrDefault(entry => entry.Distro == distro && entry.Stage == stage && entry.Accelerator == accelerator);
}
