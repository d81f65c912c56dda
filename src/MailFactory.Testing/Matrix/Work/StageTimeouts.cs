using MailFactory.Testing.Installs;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>How long a stage may take at most, before the accelerator's speed and the user's factor are applied.</summary>
public static class StageTimeouts
{
    /// <summary>How long a machine may take to boot to SSH.</summary>
    internal static TimeSpan Boot { get; } = TimeSpan.FromMinutes(3);

    /// <summary>All stages of a distro, one after another.</summary>
    public static TimeSpan Total { get; } = Enum.GetValues<Stage>().Aggregate(TimeSpan.Zero, (sum, stage) => sum + Of(stage));

    /// <summary>The timeout of a stage.</summary>
    public static TimeSpan Of(Stage stage) =>
        stage switch
        {
            Stage.Download or Stage.MailTest => TimeSpan.FromHours(2),
            // The monitor keeps the install's own time; the rest is for the boot that proves it.
            Stage.Install => new InstallTimeouts().Total + (2 * Boot),
            _ => TimeSpan.FromHours(1),
        };
}
