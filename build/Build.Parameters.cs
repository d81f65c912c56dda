using MailFactory.Testing.Runs;
using Nuke.Common;
using Nuke.Common.IO;

partial class Build
{
    [Parameter("Distros, such as debian-13, or 'all' for the default matrix", Name = "distro")]
    readonly string[] Distros = [];

    [Parameter("Guest memory in MiB, instead of the catalogue's figure")]
    readonly int? Memory;

    [Parameter("Size of the guest's disk in GiB, instead of the catalogue's figure")]
    readonly int? Disk;

    [Parameter("Virtual CPUs of the guest, instead of the catalogue's figure")]
    readonly int? Cpus;

    [Parameter("Accelerator: auto, kvm or tcg - Default is 'auto': the fastest that proves itself")]
    readonly string Accelerator = "auto";

    [Parameter("Folder for media, machines, logs and reports - Default is the repository")]
    readonly AbsolutePath? WorkDirectory;

    [Parameter("How many machines may run at once - Default depends on the host")]
    readonly int? MaxParallel;

    [Parameter("Memory of the host for machines in MiB - Default is most of what is free")]
    readonly int? HostMemory;

    [Parameter("CPUs of the host for machines - Default is all of them")]
    readonly int? HostCpus;

    [Parameter("Debian mirror for netboot media and guests - Default is 'http://deb.debian.org/debian'")]
    readonly string Mirror = "http://deb.debian.org/debian";

    [Parameter("An install ISO that is already here; needs --iso-sha256")]
    readonly AbsolutePath? IsoPath;

    [Parameter("The SHA-256 digest of the ISO at --iso-path")]
    readonly string? IsoSha256;

    [Parameter("Conformance checks to run, such as SMTP-01 - Default is all")]
    readonly string[] Checks = [];

    [Parameter("A factor on every timeout, on top of the accelerator's own - Default is 1")]
    readonly double TimeoutScale = 1;

    [Parameter("Ignores the results of earlier runs")]
    readonly bool Fresh;

    [Parameter("Installs missing host tools first; needs root")]
    readonly bool Setup;

    RunOptions Options => new()
    {
        Repository = RootDirectory,
        Layout = new WorkLayout(WorkDirectory ?? RootDirectory),
        Distros = Distros,
        MemoryMiB = Memory,
        DiskGiB = Disk,
        Cpus = Cpus,
        Accelerator = Accelerator,
        Mirror = RunOptions.ParseMirror(Mirror),
        IsoPath = IsoPath,
        IsoSha256 = IsoSha256,
        MaxParallel = MaxParallel,
        HostMemoryMiB = HostMemory,
        HostCpus = HostCpus,
        Checks = Checks,
        TimeoutScale = TimeoutScale,
        Fresh = Fresh,
        Setup = Setup,
    };
}
