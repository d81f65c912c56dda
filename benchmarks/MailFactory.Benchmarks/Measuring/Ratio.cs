namespace MailFactory.Benchmarks.Measuring;

/// <summary>How much of another's time, or of its size, ours is: less is better.</summary>
internal sealed record Ratio
{
    /// <summary>The contest.</summary>
    public required string Id { get; init; }

    /// <summary>What was measured of ours.</summary>
    public required string Ours { get; init; }

    /// <summary>What it was measured against.</summary>
    public required string Against { get; init; }

    /// <summary>The middle of the rounds' ratios.</summary>
    public required double Median { get; init; }

    /// <summary>The lower end of their spread: without the lowest, where there are five rounds or more.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end of their spread: without the highest, where there are five rounds or more.</summary>
    public required double High { get; init; }

    /// <summary>Our figure in the middle round, in <see cref="Unit"/>.</summary>
    public required double OursFigure { get; init; }

    /// <summary>The other's figure.</summary>
    public required double TheirFigure { get; init; }

    /// <summary>The figures' unit.</summary>
    public string Unit { get; init; } = "s";

    /// <summary>What the ratio should be at most; null where nothing is aimed at.</summary>
    public double? Aim { get; init; }

    /// <summary>Whether the aim was reached; true where there is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsReached => Aim is null || Median <= Aim;

    /// <summary>The ratio of two series that were measured in turns.</summary>
    public static Ratio Of(string id, string ours, string against, IReadOnlyList<double> mine, IReadOnlyList<double> theirs)
    {
        var ratios = mine.Zip(theirs, (mine, their) => mine / their).Order().ToList();
        var cut = ratios.Count >= 5 ? 1 : 0;
        return new Ratio
        {
            Id = id,
            Ours = ours,
            Against = against,
            Median = Middle(ratios),
            Low = ratios[cut],
            High = ratios[^(1 + cut)],
            OursFigure = Middle(mine),
            TheirFigure = Middle(theirs),
        };
    }

    /// <summary>
    /// Whether it is worse than an earlier one by more than the two spread: even its good rounds are worse than the bad ones of then.
    /// </summary>
    /// <param name="earlier">The earlier one.</param>
    /// <param name="tolerance">By how much it may be higher; more than one where the two are of different machines.</param>
    public bool IsWorseThan(Ratio earlier, double tolerance = 1) => Low > earlier.High * tolerance;

    // With an even number the mean of the two in the middle.
    private static double Middle(IReadOnlyList<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }
}
