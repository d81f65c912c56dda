namespace MailFactory.Testing.Machines.Warm;

/// <summary>Whether there is a state to start from.</summary>
/// <param name="State">The state; null when there is none that may be used.</param>
/// <param name="Reason">Why there is none, or what it is, as a part of a sentence.</param>
/// <param name="IsExpected">Whether that is nothing to speak of: none has been saved yet.</param>
internal sealed record StateLookup(SavedState? State, string Reason, bool IsExpected = false);
