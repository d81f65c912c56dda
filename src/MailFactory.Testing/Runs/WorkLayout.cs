namespace MailFactory.Testing.Runs;

/// <summary>Where a run keeps its files, all below one work directory.</summary>
/// <param name="Root">The work directory.</param>
public sealed record WorkLayout(string Root)
{
    /// <summary>Install media, checksum files, signatures and partial downloads.</summary>
    public string Media => Path.Combine(Root, "isos");

    /// <summary>One folder per machine.</summary>
    public string Machines => Path.Combine(Root, "vms");

    /// <summary>Compressed disks of installed distros with their manifests.</summary>
    public string Archive => Path.Combine(Machines, "archive");

    /// <summary>States of machines that a later run continues from, beside the archive that they were made of.</summary>
    public string WarmStates => Path.Combine(Machines, "warm");

    /// <summary>What guests have downloaded, kept by a package cache.</summary>
    public string PackageCache => Path.Combine(Machines, "package-cache");

    /// <summary>The files of releases, one folder per tag.</summary>
    public string Releases => Path.Combine(Machines, "release");

    /// <summary>Machines that keep running without a build, one folder per distro.</summary>
    public string KeptMachines => Path.Combine(Machines, "kept");

    /// <summary>QEMU's own output.</summary>
    public string MachineLogs => Path.Combine(Machines, "logs");

    /// <summary>Logs, state and journal of the build.</summary>
    public string Logs => Path.Combine(Root, "orchestration_logs");

    /// <summary>What happened, one entry a line, all runs of the work directory.</summary>
    public string Journal => Path.Combine(Logs, "journal.jsonl");

    /// <summary>The newest run as it is now.</summary>
    public string Status => Path.Combine(Logs, "status.json");

    /// <summary>What other builds ask of the running one.</summary>
    public string Requests => Path.Combine(Logs, "requests");

    /// <summary>Leases of running child processes.</summary>
    public string Leases => Path.Combine(Logs, "pids");

    /// <summary>Reports and evidence.</summary>
    public string Results => Path.Combine(Root, "test_results");

    /// <summary>The log of one process, such as <c>vm_install_debian-13</c>.</summary>
    public string ProcessLog(string process) => Path.Combine(Logs, $"{process}.log");

    /// <summary>The folder of one distro's machine.</summary>
    public string Machine(string distro) => Path.Combine(Machines, distro);
}
