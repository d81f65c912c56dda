namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>How long Mail Server Factory may take for what.</summary>
internal sealed record FactoryTimes
{
    /// <summary>Saying nothing; building an image is silent for more than ten minutes. 20 minutes unless set.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>The whole run; 110 minutes unless set.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(110);

    /// <summary>Waiting for one reboot of the machine, which it does without a limit of its own; 5 minutes unless set.</summary>
    public TimeSpan Reboot { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often it may find that the machine has not restarted; 60 unless set.</summary>
    public int RebootLines { get; init; } = 60;

    /// <summary>Ending after it has said that it failed; 30 s unless set.</summary>
    public TimeSpan AfterFailure { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Ending after it has said that it is done; 60 s unless set.</summary>
    public TimeSpan AfterFinish { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same for a slower machine.</summary>
    public FactoryTimes ScaledBy(double factor) =>
        this with
        {
            Silence = Silence * factor,
            Total = Total * factor,
            Reboot = Reboot * factor,
            RebootLines = (int)Math.Ceiling(RebootLines * factor),
            AfterFailure = AfterFailure * factor,
            AfterFinish = AfterFinish * factor,
        };
}
