namespace MailFactory.Testing.Provisioning;

/// <summary>What one step of provisioning did.</summary>
/// <param name="Name">The step in a word, such as <c>packages</c>.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Changes">What it changed in the machine; empty when everything was right already.</param>
internal sealed record ProvisionStepResult(string Name, TimeSpan Duration, IReadOnlyList<string> Changes);
