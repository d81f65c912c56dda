namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>How far a run of Mail Server Factory is.</summary>
/// <param name="Stage">What it does now.</param>
/// <param name="Container">The container that it works at; null before the first.</param>
/// <param name="Line">What it printed last, secrets masked.</param>
internal sealed record FactoryProgress(FactoryStage Stage, string? Container, string Line)
{
    /// <summary>What it does, for people.</summary>
    public string Phase =>
        Stage == FactoryStage.Containers && Container is not null
            ? $"Mail Server Factory: bringing {Container} up"
            : $"Mail Server Factory: {FactoryWords.Of(Stage)}";
}
