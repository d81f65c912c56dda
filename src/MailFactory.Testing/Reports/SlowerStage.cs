namespace MailFactory.Testing.Reports;

/// <summary>A stage that took notably longer than in the last run.</summary>
/// <param name="Name">The distro and the stage.</param>
/// <param name="Before">How long it took then.</param>
/// <param name="Now">How long it took now.</param>
internal sealed record SlowerStage(string Name, TimeSpan Before, TimeSpan Now)
{
    private const double NotableFactor = 1.5;
    private static readonly TimeSpan _notableTime = TimeSpan.FromSeconds(10);

    /// <summary>Whether a time is another one beyond the noise: by half of the shorter one, and by 10 s.</summary>
    public static bool IsNotable(TimeSpan then, TimeSpan now)
    {
        var (shorter, longer) = then < now ? (then, now) : (now, then);
        return longer >= shorter * NotableFactor && longer - shorter >= _notableTime;
    }

    /// <summary>How many times as long.</summary>
    public double Factor => Before > TimeSpan.Zero ? Now / Before : double.PositiveInfinity;
}
