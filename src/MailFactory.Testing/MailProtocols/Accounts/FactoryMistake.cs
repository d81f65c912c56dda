namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>Something that is wrong with a configuration.</summary>
/// <param name="Place">Where.</param>
/// <param name="Says">What, and what is allowed there.</param>
internal sealed record FactoryMistake(FactoryPlace Place, string Says)
{
    /// <summary>One sentence that begins with the place.</summary>
    public override string ToString() => $"{Place}: {Says}";
}
