namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>A phase that an install went through.</summary>
/// <param name="Phase">Its name.</param>
/// <param name="Started">When it began.</param>
/// <param name="Duration">How long it lasted; for the last one, until the end or now.</param>
internal sealed record PhaseRecord(string Phase, DateTimeOffset Started, TimeSpan Duration);
