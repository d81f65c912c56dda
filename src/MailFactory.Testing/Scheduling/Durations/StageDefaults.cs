using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Durations;

/// <summary>How long stages take that no run on this host has measured yet; good enough to put long items first.</summary>
internal static class StageDefaults
{
    // How much longer than under KVM an install takes under TCG: Debian's, measured 2030 s, over the figure below.
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
                Stage.Install => Math.Round(InstallUnderKvm(distro.Family) * (accelerator == AcceleratorKind.Tcg ? TcgFactor : 1)),
                Stage.Archive => 5,
                // 700 s measured under TCG; under KVM divided by the same factor, rounded up.
                Stage.MailTest => accelerator == AcceleratorKind.Tcg ? 700 : 150,
                _ => 0,
            }
        );

    // From public logs of Packer builds: Debian 5 min (packer-qemu-debian-jessie#5), Rocky about 10, Ubuntu 24.04 about 17 with
    // its updates. Fedora and openSUSE are estimates between them.
    private static double InstallUnderKvm(string family) =>
        family switch
        {
            "debian" => 360,
            "el" => 600,
            "fedora" => 720,
            _ => 900,
        };
}
