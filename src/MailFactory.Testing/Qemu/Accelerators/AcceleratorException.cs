namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>No accelerator, or not the one asked for, could run the canary.</summary>
/// <param name="message">The accelerators tried with the evidence against each.</param>
/// <param name="candidates">What was tried.</param>
internal sealed class AcceleratorException(string message, IReadOnlyList<AcceleratorCandidate> candidates) : Exception(message)
{
    /// <summary>What was tried.</summary>
    public IReadOnlyList<AcceleratorCandidate> Candidates { get; } = candidates;
}
