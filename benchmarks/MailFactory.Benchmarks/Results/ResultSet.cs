using System.Text.Json;
using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Files;

namespace MailFactory.Benchmarks.Results;

/// <summary>What was measured on a machine on one day.</summary>
internal sealed record ResultSet
{
    private const double OnAnotherProcessor = 1.5;

    /// <summary>The day.</summary>
    public required DateOnly Measured { get; init; }

    /// <summary>The processor, its cores, memory, the operating system.</summary>
    public required string Machine { get; init; }

    /// <summary>The ratios, in the order of their contests.</summary>
    public required IReadOnlyList<Ratio> Ratios { get; init; }

    /// <summary>Reads a set; null when there is none.</summary>
    public static async Task<ResultSet?> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path)
            ? JsonSerializer.Deserialize<ResultSet>(await File.ReadAllTextAsync(path, cancellationToken), JsonDialect.Record)
            : null;

    /// <summary>Writes it.</summary>
    public Task WriteAsync(string path, CancellationToken cancellationToken) =>
        AtomicFile.WriteAllTextAsync(path, JsonSerializer.Serialize(this, JsonDialect.Record) + "\n", cancellationToken);

    /// <summary>With what another set measured of the contests that this one did not.</summary>
    public ResultSet WithOthersOf(ResultSet? earlier) =>
        this with
        {
            Ratios =
            [
                .. Ratios,
                .. (earlier?.Ratios ?? []).Where(old => !Ratios.Any(ratio => (ratio.Id, ratio.Against) == (old.Id, old.Against))),
            ],
        };

    /// <summary>
    /// What is worse than in an earlier set by more than it spread, in a sentence each. A ratio is not quite the same on another
    /// processor, so there it may be half as much again.
    /// </summary>
    public IReadOnlyList<string> WorseThan(ResultSet earlier)
    {
        var tolerance = Processor == earlier.Processor ? 1 : OnAnotherProcessor;
        return
        [
            .. Ratios
                .Select(now => (Now: now, Then: earlier.Ratios.FirstOrDefault(old => (old.Id, old.Against) == (now.Id, now.Against))))
                .Where(pair => pair.Then is { } then && pair.Now.IsWorseThan(then, tolerance))
                .Select(pair => $"{pair.Now.Id} against {pair.Now.Against}: {Text(pair.Now)} of it, where it was {Text(pair.Then!)}"),
        ];
    }

    private string Processor => Machine.Split(',')[0];

    private static string Text(Ratio ratio) => FormattableString.Invariant($"{ratio.Median:0.00} ({ratio.Low:0.00} to {ratio.High:0.00})");
}
