namespace MailFactory.Benchmarks.Measuring;

/// <summary>Our way of doing something, and what people would use in its place.</summary>
internal sealed record Contest
{
    /// <summary>What it is called in results, such as <c>archive</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What is done, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Our way.</summary>
    public required Contestant Ours { get; init; }

    /// <summary>The others, each with what our time may be of theirs; null where nothing is aimed at.</summary>
    public required IReadOnlyList<(Contestant Contestant, double? Aim)> Others { get; init; }

    /// <summary>How often each is measured, after a round that does not count.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>
    /// Measures all in turns and returns our share of each other's time. In turns, because a load that comes and goes then falls on all of
    /// them alike: a ratio within a round holds on a busy machine, the times do not.
    /// </summary>
    public async Task<IReadOnlyList<Ratio>> RunAsync(CancellationToken cancellationToken)
    {
        Contestant[] all = [Ours, .. Others.Select(other => other.Contestant)];
        var seconds = all.ToDictionary(contestant => contestant, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            // Whoever comes first in one round comes last in the next.
            foreach (var contestant in round % 2 == 0 ? all : [.. all.Reverse()])
            {
                var taken = await contestant.Measure(cancellationToken);
                if (round > 0)
                {
                    seconds[contestant].Add(taken);
                }
            }
        }

        return
        [
            .. Others.Select(other =>
                Ratio.Of(Id, Ours.Name, other.Contestant.Name, seconds[Ours], seconds[other.Contestant]) with
                {
                    Aim = other.Aim,
                }
            ),
        ];
    }
}
