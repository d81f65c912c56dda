using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Installs;

/// <summary>
/// The Debian installer with <c>TERM=dumb DEBIAN_FRONTEND=text</c>: one line per step, its percentages added as it goes on.
/// </summary>
internal static class DebianInstaller
{
    private const string SeePreseed = "answer it in the preseed file; the last serial lines show the question";

    /// <summary>The rules; the weights are minutes of a Debian 13 install under TCG.</summary>
    public static InstallRules Rules { get; } = new()
    {
        Family = "debian",
        Phases =
        [
            new() { Name = "kernel", Weight = 0.3, Pattern = @"Linux version \d" },
            new() { Name = "installer", Weight = 0.5, Pattern = @"Starting system log daemon" },
            new() { Name = "network", Weight = 1, Pattern = @"Detecting network hardware|Detecting link on|Waiting for link-local|Configuring the network" },
            new() { Name = "components", Weight = 2, Pattern = @"Checking the Debian archive mirror|Loading additional components" },
            new() { Name = "partitioning", Weight = 1.2, Pattern = @"Starting up the partitioner|Guided partitioning|Partitions formatting" },
            new() { Name = "base system", Weight = 12, Pattern = @"Installing the base system" },
            new() { Name = "apt", Weight = 1, Pattern = @"Configuring apt" },
            new() { Name = "software", Weight = 8, Pattern = @"Select and install software" },
            new() { Name = "boot loader", Weight = 2, Pattern = @"Installing (the )?GRUB( boot loader)?" },
            new() { Name = "finishing", Weight = 2, Pattern = @"Finishing the installation" },
            new() { Name = "power-off", Weight = 0.2, Pattern = @"The system is going down NOW|Requesting system poweroff|reboot: Power down" },
        ],
        Failures =
        [
            new()
            {
                Pattern = @"Failed to run preseeded command",
                Cause = "a command of the preseed file failed",
                Remedy = "correct preseed/early_command, partman/early_command or preseed/late_command",
            },
            new()
            {
                Pattern = @"Failed to (process|retrieve) the preconfiguration file",
                Cause = "the preseed file could not be used",
                Remedy = "check it with debconf-set-selections -c",
            },
            new()
            {
                Pattern = @"Downloading a file failed:",
                Cause = "a file could not be downloaded from the mirror",
                Remedy = "use another mirror (--mirror), or supplement the installer component it lacks",
                FailureClass = FailureClass.Infrastructure,
            },
            new()
            {
                Pattern = @"Bad archive mirror|The specified Debian archive mirror is either not available",
                Cause = "the mirror cannot be used",
                Remedy = "use another mirror (--mirror)",
                FailureClass = FailureClass.Infrastructure,
            },
            new()
            {
                Pattern = @"Network autoconfiguration failed|Name server addresses:",
                Cause = "the guest's network could not be configured",
                Remedy = "check the host's resolver and that QEMU's user network is not restricted",
                FailureClass = FailureClass.Infrastructure,
            },
            new()
            {
                Pattern = @"No kernel modules were found",
                Cause = "the mirror has no modules for this installer's kernel",
                Remedy = "use netboot files as new as the mirror",
                FailureClass = FailureClass.Infrastructure,
            },
            new()
            {
                Pattern = @"Logical Volume Manager not available|No root file system|No disk drive was detected",
                Cause = "the partitioner cannot work",
                Remedy = "supplement the kernel modules it needs (virtio_blk, dm-mod, ext4)",
            },
            new()
            {
                Pattern = @"Debootstrap (Error|warning)|Base system installation error|Unable to install the selected kernel",
                Cause = "the base system could not be installed",
                Remedy = "see the last serial lines; often the mirror is incomplete or being updated",
                FailureClass = FailureClass.Infrastructure,
            },
            new()
            {
                Pattern = @"Unable to install GRUB|GRUB installation failed|grub-install.* failed",
                Cause = "the boot loader could not be installed",
                Remedy = "check grub-installer/bootdev in the preseed file",
            },
            new() { Pattern = @"Installation step failed", Cause = "a step of the installer failed", Remedy = "see the last serial lines" },
            new() { Pattern = @"!! ERROR: ", Cause = "the installer shows an error", Remedy = SeePreseed },
            .. LinuxFailures.Patterns,
        ],
        Prompts = [@"^Prompt: '\?' for help", @"\[Press enter to continue\]", @"^Prompt: "],
    };
}
