namespace MailFactory.Testing.Reports;

/// <summary>A stage that took notably longer than in the last run.</summary>
/// <param name="Name">The distro and the stage.</param>
/// <param name="Before">How long it took then.</param>
/// <param name="Now">How long it took now.</param>
internal sealed record SlowerStage(string Name, TimeSpan Before, TimeSpan Now)
{
    /// <summary>How many times as long.</summary>
    public double Factor => Before > TimeSpan.Zero ? Now / Before : double.PositiveInfinity;
}
