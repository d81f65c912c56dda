namespace Nuke.Common.CI;

/// <summary>Which part of how many this build is, when a build server splits it: <c>--partition 2/3</c>.</summary>
public class Partition
{
    /// <summary>The whole: part 1 of 1.</summary>
    public static Partition Single { get; } = new() { Part = 1, Total = 1 };

    /// <summary>This part, counted from 1.</summary>
    public int Part { get; set; }

    /// <summary>The number of parts.</summary>
    public int Total { get; set; }

    /// <summary>Whether this is the given part, counted from 1.</summary>
    public bool IsIn(int part) => Part == part;

    /// <summary>Every n-th element, so that the parts together cover all of them.</summary>
    public IEnumerable<T> GetCurrent<T>(IEnumerable<T> enumerable) => enumerable.Where((_, index) => index % Total == Part - 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Part}/{Total}";
}
