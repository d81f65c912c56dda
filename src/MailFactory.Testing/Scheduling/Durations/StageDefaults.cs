using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Durations;

/// <summary>How long stages take that no run on this host has measured yet; good enough to put long items first.</summary>
internal static class StageDefaults
{
    // How much longer than under KVM an install takes under TCG: Debian's, measured 2030 s, over the catalogue's figure.
    private const double TcgFactor = 2030.0 / 360;

    /// <summary>The expected time of a stage of a distro.</summary>
    public static TimeSpan Of(Distro distro, Stage stage, AcceleratorKind accelerator) =>
        TimeSpan.FromSeconds(
            stage switch
            {
                // What is not said to be otherwise was measured with debian-13 from a near mirror on two shared CPUs. An ISO of 2 GiB at
                // 150 Mbit/s is an estimate.
                Stage.Download => distro.Netboot is null ? 120 : 10,
                Stage.Verify => 2,
                Stage.Create => 25,
                Stage.Install => Math.Round(distro.UsualInstall.TotalSeconds * (accelerator == AcceleratorKind.Tcg ? TcgFactor : 1)),
                Stage.Archive => 5,
                // 700 s measured under TCG; under KVM divided by the same factor, rounded up.
                Stage.MailTest => accelerator == AcceleratorKind.Tcg ? 700 : 150,
                _ => 0,
            }
        );
}
