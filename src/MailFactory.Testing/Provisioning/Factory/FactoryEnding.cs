namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Why Mail Server Factory was ended instead of ending by itself.</summary>
/// <param name="Kind">What it failed in; <see cref="FactoryFailureKind.None"/> when its own words tell that.</param>
/// <param name="Reason">The reason as a sentence.</param>
internal sealed record FactoryEnding(FactoryFailureKind Kind, string Reason);
