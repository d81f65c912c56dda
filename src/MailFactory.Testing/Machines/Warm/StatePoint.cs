namespace MailFactory.Testing.Machines.Warm;

/// <summary>How far a machine had come when its state was saved.</summary>
internal enum StatePoint
{
    /// <summary>It had booted and answered over SSH.</summary>
    Booted,

    /// <summary>A mail server had been set up on it as well.</summary>
    Provisioned,
}
