namespace MailFactory.Benchmarks;

/// <summary>How long a command took, each time.</summary>
internal sealed record Measured(string Name, IReadOnlyList<TimeSpan> Durations)
{
    /// <summary>The middle one; with an even number, the upper of the two in the middle.</summary>
    public TimeSpan Median => Durations.Order().ElementAt(Durations.Count / 2);

    public TimeSpan Shortest => Durations.Min();

    public TimeSpan Longest => Durations.Max();
}
