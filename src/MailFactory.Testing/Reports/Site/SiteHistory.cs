using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailFactory.Testing.Reports.Site;

/// <summary>
/// All runs that the site knows, the oldest first. The file is a part of the site: the next one is made from it and the reports that came
/// since, so reports need not be kept for ever.
/// </summary>
/// <param name="Runs">The runs.</param>
internal sealed record SiteHistory(IReadOnlyList<SiteRun> Runs)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "history.json";

    private const int MostRuns = 5000;
    private const string IdTime = "yyyyMMdd-HHmmss";

    /// <summary>How long every run is kept; of older ones the last of each week is.</summary>
    private static readonly TimeSpan _whole = TimeSpan.FromDays(90);

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>No run at all.</summary>
    public static SiteHistory None { get; } = new([]);

    /// <summary>Reads the file's text; throws <see cref="JsonException"/> when it is not one.</summary>
    public static SiteHistory Read(string json)
    {
        var history = JsonSerializer.Deserialize<SiteHistory>(json, _json) ?? throw new JsonException("the file is empty");
        if (history.Runs.Count > MostRuns || !history.Runs.All(IsRun))
        {
            throw new JsonException($"it has a run that cannot be from this project, or more than {MostRuns}");
        }

        return history.Runs.DistinctBy(run => run.RunId).Count() == history.Runs.Count
            ? history
            : throw new JsonException("it has a run twice");
    }

    /// <summary>The file's text.</summary>
    public string Render() => JsonSerializer.Serialize(this, _json) + "\n";

    /// <summary>
    /// The history with some runs added, one in the place of what was known of it before. Runs that lie more than 90 days before the newest
    /// are thinned to the last one of each week and distro.
    /// </summary>
    public SiteHistory Adding(IEnumerable<SiteRun> added)
    {
        var runs = Runs.ToDictionary(run => run.RunId);
        foreach (var run in added)
        {
            runs[run.RunId] = run;
        }

        var all = runs.Values.Where(run => run.Results.Count > 0).OrderBy(run => run.Started).ThenBy(run => run.RunId).ToList();
        return all.Count == 0 ? None : new SiteHistory(Thin(all, all[^1].Started - _whole));
    }

    /// <summary>
    /// Whether a run that is not here was thinned out, or comes too late to matter: its identifier, which begins with its start, lies more
    /// than 90 days before the newest run.
    /// </summary>
    public bool HasForgotten(string runId) =>
        Runs.Count > 0
        && DateTimeOffset.TryParseExact(
            runId.Length < IdTime.Length ? runId : runId[..IdTime.Length],
            IdTime,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var started
        )
        && started < Runs[^1].Started - _whole;

    // What is shown and linked to has names that are names, and times that can be added up.
    private static bool IsRun(SiteRun? run) =>
        run is not null && ReportRules.IsRun(run.RunId) && ReportRules.IsPossible(run.Started) && run.Results.All(IsResult);

    private static bool IsResult(SiteResult? result) =>
        result is not null
        && ReportRules.IsDistro(result.Distro)
        && !result.Verdict.Any(char.IsControl)
        && ReportRules.IsPossible(result.InstallSeconds)
        && ReportRules.IsPossible(result.MailTestSeconds)
        && result.Failed.All(check => check is not null);

    private static List<SiteRun> Thin(List<SiteRun> runs, DateTimeOffset whole)
    {
        var seen = new HashSet<(string Distro, int Year, int Week)>();
        var kept = new List<SiteRun>();
        foreach (var run in Enumerable.Reverse(runs))
        {
            var week = (ISOWeek.GetYear(run.Started.UtcDateTime), ISOWeek.GetWeekOfYear(run.Started.UtcDateTime));
            var results = run.Results.Where(result => run.Started >= whole || seen.Add((result.Distro, week.Item1, week.Item2))).ToList();
            if (results.Count > 0)
            {
                kept.Add(run with { Results = results });
            }
        }

        kept.Reverse();
        return kept;
    }
}
