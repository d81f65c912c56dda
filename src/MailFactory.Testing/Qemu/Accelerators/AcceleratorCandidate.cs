namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>What the canary showed about one accelerator.</summary>
internal sealed record AcceleratorCandidate
{
    /// <summary>The accelerator tried.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>Whether the canary came through, idle and at work, each within the limit.</summary>
    public required bool IsProven { get; init; }

    /// <summary>How long the canary took to come through, or was waited for; null when it was not started.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// Speed of the guest's processor relative to the host's own: the time of the canary's loop run natively, divided by its
    /// time in the guest. About 1 under KVM; null when not proven.
    /// </summary>
    public double? SpeedFactor { get; init; }

    /// <summary>One line: why it is proven or not.</summary>
    public required string Reason { get; init; }
}
