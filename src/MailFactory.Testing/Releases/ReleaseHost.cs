using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Releases;

/// <summary>What the host brings to the machines of a release.</summary>
/// <param name="Leases">Where running machines are registered.</param>
/// <param name="Time">The clock.</param>
/// <param name="TimeoutScale">What every time limit is multiplied by: the accelerator's factor times the user's.</param>
internal sealed record ReleaseHost(LeaseRegistry Leases, TimeProvider Time, double TimeoutScale)
{
    /// <summary>How long a machine may take from power-on to SSH.</summary>
    internal TimeSpan BootTimeout => TimeSpan.FromMinutes(3) * TimeoutScale;

    /// <summary>How long a question to a guest may take.</summary>
    internal TimeSpan CommandTimeout => TimeSpan.FromMinutes(1) * TimeoutScale;

    /// <summary>How long the sanitiser may take; it reads every file of the disk.</summary>
    internal TimeSpan SanitiseTimeout => TimeSpan.FromMinutes(10) * TimeoutScale;
}
