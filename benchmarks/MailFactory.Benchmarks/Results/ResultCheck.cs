namespace MailFactory.Benchmarks.Results;

/// <summary>Compares figures with those that are kept of an earlier day.</summary>
internal static class ResultCheck
{
    /// <summary>
    /// Writes a sentence for each ratio that is worse by more than it spread, and returns the exit code: 1 when there is such a ratio, and
    /// when there is nothing to compare with.
    /// </summary>
    /// <param name="measured">What was measured now.</param>
    /// <param name="figures">The file of the figures that are kept.</param>
    /// <param name="errors">Gets the sentences.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(ResultSet measured, string figures, TextWriter errors, CancellationToken cancellationToken)
    {
        if (await ResultSet.ReadAsync(figures, cancellationToken) is not { } earlier)
        {
            await errors.WriteLineAsync(
                $"there is nothing to compare with: {figures} is missing; run Benchmarks without --check to write it"
            );
            return 1;
        }

        var worse = measured.WorseThan(earlier);
        foreach (var sentence in worse)
        {
            await errors.WriteLineAsync($"worse than on {earlier.Measured:yyyy-MM-dd}: {sentence}");
        }

        return worse.Count == 0 ? 0 : 1;
    }
}
